package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.reconciliation.AutomaticResolution;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Resolution;
import io.github.darajasdk.therapy.reconciliation.Run;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What has explained itself since a run: first what would be resolved, then resolving it, and taking it back. */
@Controller
@RequestMapping("/admin/reconciliation/runs/{run}/resolution")
class ResolutionController {

    private final CurrentUser currentUser;
    private final Accounts accounts;
    private final Reconciliation reconciliation;
    private final AutomaticResolution resolutions;

    ResolutionController(
            CurrentUser currentUser,
            Accounts accounts,
            Reconciliation reconciliation,
            AutomaticResolution resolutions) {
        this.currentUser = currentUser;
        this.accounts = accounts;
        this.reconciliation = reconciliation;
        this.resolutions = resolutions;
    }

    @GetMapping
    String page(@PathVariable String run, Model model) {
        Run found = RunController.find(reconciliation, run);
        List<Resolution> done = resolutions.of(found.id());
        model.addAttribute("run", found);
        model.addAttribute("proposed", resolutions.dryRun(found.id()));
        model.addAttribute("done", done);
        model.addAttribute("names", names(done));
        return "reconciliation/resolution";
    }

    @PostMapping("/apply")
    String apply(@PathVariable String run, RedirectAttributes redirect) {
        Run found = RunController.find(reconciliation, run);
        List<Resolution> resolved =
                resolutions.apply(found.id(), currentUser.require().id());
        redirect.addFlashAttribute(
                "notice", resolved.isEmpty() ? "recon.resolution.none-left" : "recon.resolution.applied");
        return "redirect:/admin/reconciliation/runs/" + found.id() + "/resolution";
    }

    @PostMapping("/undo")
    String undo(@PathVariable String run, @RequestParam(defaultValue = "") String resolution) {
        Run found = RunController.find(reconciliation, run);
        long id = ItemsController.number(resolution);
        boolean ofThisRun = resolutions.of(found.id()).stream()
                .anyMatch(one -> one.id().filter(other -> other == id).isPresent());
        if (ofThisRun) {
            resolutions.undo(id, currentUser.require().id());
        }
        return "redirect:/admin/reconciliation/runs/" + found.id() + "/resolution";
    }

    private Map<String, String> names(List<Resolution> done) {
        Set<UserId> named = new HashSet<>();
        for (Resolution one : done) {
            one.resolvedBy().ifPresent(named::add);
            one.undoneBy().ifPresent(named::add);
        }
        Map<String, String> names = new HashMap<>();
        accounts.findAll(named).forEach((user, found) -> names.put(user.toString(), found.displayName()));
        return names;
    }
}
