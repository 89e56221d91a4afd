package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The page of a run: how far it is, and when it is finished every shilling of difference. */
@Controller
@RequestMapping("/admin/reconciliation/runs/{run}")
class RunController {

    private final CurrentUser currentUser;
    private final Accounts accounts;
    private final Reconciliation reconciliation;
    private final LiveUpdates liveUpdates;

    RunController(CurrentUser currentUser, Accounts accounts, Reconciliation reconciliation, LiveUpdates liveUpdates) {
        this.currentUser = currentUser;
        this.accounts = accounts;
        this.reconciliation = reconciliation;
        this.liveUpdates = liveUpdates;
    }

    @GetMapping
    String page(@PathVariable String run, Model model) {
        show(find(reconciliation, run), model);
        return "reconciliation/run";
    }

    /** The live part of the page. */
    @GetMapping("/status")
    String status(@PathVariable String run, Model model) {
        show(find(reconciliation, run), model);
        return "reconciliation/run :: status";
    }

    @GetMapping("/live")
    SseEmitter live(@PathVariable String run) {
        return liveUpdates.stream(Reconciliation.topic(find(reconciliation, run).id()));
    }

    @PostMapping("/cancel")
    String cancel(@PathVariable String run) {
        Run found = find(reconciliation, run);
        reconciliation.cancel(found.id(), currentUser.require().id());
        return "redirect:/admin/reconciliation/runs/" + found.id();
    }

    @PostMapping("/resume")
    String resume(@PathVariable String run) {
        Run found = find(reconciliation, run);
        reconciliation.resume(found.id(), currentUser.require().id());
        return "redirect:/admin/reconciliation/runs/" + found.id();
    }

    private void show(Run run, Model model) {
        model.addAttribute("run", run);
        model.addAttribute("sums", RunSums.of(run));
        model.addAttribute(
                "startedBy",
                run.startedBy().flatMap(accounts::find).map(User::displayName).orElse(null));
    }

    /** @throws PageNotFoundException if there is no such run */
    static Run find(Reconciliation reconciliation, String run) {
        return ReconciliationController.run(run).flatMap(reconciliation::find).orElseThrow(PageNotFoundException::new);
    }
}
