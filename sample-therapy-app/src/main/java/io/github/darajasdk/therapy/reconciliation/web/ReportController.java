package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A run to take away. */
@Controller
@RequestMapping("/admin/reconciliation/runs/{run}")
class ReportController {

    private final Reconciliation reconciliation;
    private final Reports reports;

    ReportController(Reconciliation reconciliation, Reports reports) {
        this.reconciliation = reconciliation;
        this.reports = reports;
    }

    @GetMapping("/report.csv")
    void csv(
            @PathVariable String run,
            @RequestParam(defaultValue = ItemChoice.ALL) String show,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        Run found = RunController.find(reconciliation, run);
        ItemChoice choice = ItemChoice.of(show)
                .orElseGet(() -> ItemChoice.of(ItemChoice.ALL).orElseThrow());
        reports.csv(found, choice, locale, response);
    }

    @GetMapping("/report.pdf")
    void pdf(@PathVariable String run, Locale locale, HttpServletResponse response) throws IOException {
        reports.pdf(RunController.find(reconciliation, run), locale, response);
    }
}
