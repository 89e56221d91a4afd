package io.github.darajasdk.therapy.reconciliation.cases.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.payment.review.CaseFilter;
import io.github.darajasdk.therapy.payment.review.CaseId;
import io.github.darajasdk.therapy.payment.review.CaseKind;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The queue, and the page of each case in it. */
@Controller
@RequestMapping("/admin/cases")
class CasesController {

    private final CurrentUser currentUser;
    private final PaymentCases cases;
    private final CasePages pages;

    CasesController(CurrentUser currentUser, PaymentCases cases, CasePages pages) {
        this.currentUser = currentUser;
        this.cases = cases;
        this.pages = pages;
    }

    @GetMapping
    String queue(
            @RequestParam(defaultValue = "open") String show,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "false") String mine,
            Model model) {
        boolean open = !show.equals("resolved");
        Optional<CaseKind> wanted = kind(kind);
        boolean own = mine.equals("true");
        Optional<UserId> owner = own ? Optional.of(currentUser.require().id()) : Optional.empty();
        model.addAttribute("cards", pages.cards(cases.list(new CaseFilter(open, wanted, owner))));
        model.addAttribute("counts", cases.openByKind());
        model.addAttribute("kinds", CaseKind.values());
        model.addAttribute("kind", wanted.map(Enum::name).orElse(""));
        model.addAttribute("open", open);
        model.addAttribute("mine", own);
        return "reconciliation/cases";
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Model model) {
        model.addAttribute("page", pages.page(find(cases, id)));
        model.addAttribute("me", currentUser.require());
        return "reconciliation/case";
    }

    /** @throws PageNotFoundException if there is no such case */
    static PaymentCase find(PaymentCases cases, String id) {
        return uuid(id).map(CaseId::new).flatMap(cases::find).orElseThrow(PageNotFoundException::new);
    }

    static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** Whatever is no kind is every kind. */
    private static Optional<CaseKind> kind(String name) {
        return Stream.of(CaseKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}
