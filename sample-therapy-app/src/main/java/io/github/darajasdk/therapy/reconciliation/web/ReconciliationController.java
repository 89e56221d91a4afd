package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.reconciliation.Orphan;
import io.github.darajasdk.therapy.reconciliation.Overview;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The first page of reconciliation: how the books stand, a range to compare, and the runs; and money nobody explains. */
@Controller
@RequestMapping("/admin/reconciliation")
class ReconciliationController {

    private static final int RUNS = 20;
    private static final int ORPHANS = 50;

    private final CurrentUser currentUser;
    private final Reconciliation reconciliation;
    private final Overview overview;
    private final PaymentMode books;
    private final Clock clock;

    ReconciliationController(
            CurrentUser currentUser, Reconciliation reconciliation, Overview overview, PaymentMode books, Clock clock) {
        this.currentUser = currentUser;
        this.reconciliation = reconciliation;
        this.overview = overview;
        this.books = books;
        this.clock = clock;
    }

    @GetMapping
    String overview(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String before,
            Model model) {
        Standing standing = Standing.of(overview, books, clock.instant());
        LocalDate today = LocalDate.ofInstant(clock.instant(), Period.EAST_AFRICA);
        boolean chosen = Days.period(from, to, clock.instant()).isPresent();
        Optional<RunId> older = run(before);
        List<Run> runs = reconciliation.runs(older.orElse(null), RUNS);
        model.addAttribute("standing", standing);
        model.addAttribute("from", chosen ? from : today.toString());
        model.addAttribute("to", chosen ? to : today.toString());
        model.addAttribute("today", today);
        model.addAttribute("runs", runs);
        model.addAttribute(
                "olderThan",
                runs.size() < RUNS ? null : runs.get(runs.size() - 1).id());
        return "reconciliation/overview";
    }

    /** Asks for a run over the days given, and leads to its page. */
    @PostMapping("/runs")
    String start(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            RedirectAttributes redirect) {
        Optional<Period> period = Days.period(from, to, clock.instant());
        if (period.isEmpty()) {
            redirect.addFlashAttribute("notice", "recon.range.impossible");
            return "redirect:/admin/reconciliation";
        }
        RunId run =
                reconciliation.start(books, period.get(), currentUser.require().id());
        return "redirect:/admin/reconciliation/runs/" + run;
    }

    @GetMapping("/orphans")
    String orphans(
            @RequestParam(defaultValue = "") String afterTime,
            @RequestParam(defaultValue = "") String afterReceipt,
            Model model) {
        Period period = Standing.orphanPeriod(clock.instant());
        List<Orphan> orphans = overview.orphans(
                books, period, OrphanKeys.read(afterTime, afterReceipt).orElse(null), ORPHANS);
        model.addAttribute("orphans", orphans);
        model.addAttribute("period", period);
        model.addAttribute(
                "next",
                orphans.size() < ORPHANS
                        ? null
                        : orphans.get(orphans.size() - 1).key());
        return "reconciliation/orphans";
    }

    /** The run that a text names; empty for anything else. */
    static Optional<RunId> run(String text) {
        return text.matches("[1-9][0-9]{0,17}") ? Optional.of(new RunId(Long.parseLong(text))) : Optional.empty();
    }
}
