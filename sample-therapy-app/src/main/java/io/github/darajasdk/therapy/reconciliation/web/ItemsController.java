package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.payment.Verification;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.Outcome;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The items of a run, page by page, and the page of each. */
@Controller
@RequestMapping("/admin/reconciliation/runs/{run}/items")
class ItemsController {

    private static final int SHOWN = 50;

    private final Reconciliation reconciliation;
    private final ItemPages pages;
    private final Verification verification;

    ItemsController(Reconciliation reconciliation, ItemPages pages, Verification verification) {
        this.reconciliation = reconciliation;
        this.pages = pages;
        this.verification = verification;
    }

    @GetMapping
    String list(
            @PathVariable String run,
            @RequestParam(defaultValue = ItemChoice.OPEN) String show,
            @RequestParam(defaultValue = "0") String after,
            Model model) {
        Run found = RunController.find(reconciliation, run);
        ItemChoice choice = ItemChoice.of(show)
                .orElseGet(() -> ItemChoice.of(ItemChoice.OPEN).orElseThrow());
        List<Item> items = reconciliation.items(found.id(), choice.filter(), number(after), SHOWN);
        model.addAttribute("run", found);
        model.addAttribute("items", items);
        model.addAttribute("show", choice.word());
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("rules", MatchRule.values());
        model.addAttribute("first", number(after) == 0);
        model.addAttribute(
                "next",
                items.size() < SHOWN ? null : items.get(items.size() - 1).number());
        return "reconciliation/items";
    }

    @GetMapping("/{number}")
    String one(@PathVariable String run, @PathVariable String number, Model model) {
        Run found = RunController.find(reconciliation, run);
        model.addAttribute("page", pages.page(found, item(found, number)));
        return "reconciliation/item";
    }

    /** Has M-PESA asked about it now; what it says is seen in the timeline a little later. */
    @PostMapping("/{number}/verify")
    String verify(@PathVariable String run, @PathVariable String number, RedirectAttributes redirect) {
        Run found = RunController.find(reconciliation, run);
        Item item = item(found, number);
        boolean asked = item.ours()
                .flatMap(Item.OurSide::session)
                .filter(session -> !verification.askAbout(session).nothing())
                .isPresent();
        if (!asked) {
            asked = item.mpesa()
                    .filter(side -> verification.askAbout(found.books(), side.receipt()))
                    .isPresent();
        }
        redirect.addFlashAttribute("notice", asked ? "recon.verify.asked" : "recon.verify.nothing");
        return "redirect:/admin/reconciliation/runs/" + found.id() + "/items/" + item.number();
    }

    private Item item(Run run, String number) {
        return reconciliation.item(run.id(), number(number)).orElseThrow(PageNotFoundException::new);
    }

    /** 0 for whatever is no number. */
    static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
