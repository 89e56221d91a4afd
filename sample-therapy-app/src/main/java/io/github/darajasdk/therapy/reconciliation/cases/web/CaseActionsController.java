package io.github.darajasdk.therapy.reconciliation.cases.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.payment.review.CaseKind;
import io.github.darajasdk.therapy.payment.review.CaseRefusedException;
import io.github.darajasdk.therapy.payment.review.CaseStep;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.payment.review.StaffDecisions;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import io.github.darajasdk.therapy.reconciliation.refund.RefundReason;
import io.github.darajasdk.therapy.reconciliation.refund.RefundRefusedException;
import io.github.darajasdk.therapy.reconciliation.refund.Refunds;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an administrator does about a case. Each answer leads back to the case, with a sentence when it was not possible. */
@Controller
@RequestMapping("/admin/cases/{id}")
class CaseActionsController {

    private final CurrentUser currentUser;
    private final PaymentCases cases;
    private final StaffDecisions decisions;
    private final Refunds refunds;

    CaseActionsController(CurrentUser currentUser, PaymentCases cases, StaffDecisions decisions, Refunds refunds) {
        this.currentUser = currentUser;
        this.cases = cases;
        this.decisions = decisions;
        this.refunds = refunds;
    }

    private interface Step {
        void take(PaymentCase of, UserId by);
    }

    @PostMapping("/take")
    String take(@PathVariable String id, RedirectAttributes redirect) {
        return step(id, redirect, (of, by) -> cases.take(of.id(), by));
    }

    @PostMapping("/resolve")
    String resolve(@PathVariable String id, @RequestParam(defaultValue = "") String why, RedirectAttributes redirect) {
        return step(id, redirect, (of, by) -> cases.resolve(of.id(), by, why));
    }

    @PostMapping("/confirm-receipt")
    String confirmReceipt(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes redirect) {
        String typed = receipt.strip().toUpperCase(Locale.ROOT);
        return step(id, redirect, (of, by) -> decisions.confirmReceipt(of.id(), typed, by, why));
    }

    @PostMapping("/mark-failed")
    String markFailed(
            @PathVariable String id, @RequestParam(defaultValue = "") String why, RedirectAttributes redirect) {
        return step(id, redirect, (of, by) -> decisions.markFailed(of.id(), by, why));
    }

    @PostMapping("/abandon")
    String abandon(@PathVariable String id, @RequestParam(defaultValue = "") String why, RedirectAttributes redirect) {
        return step(id, redirect, (of, by) -> decisions.abandon(of.id(), by, why));
    }

    @PostMapping("/accept-claim")
    String acceptClaim(
            @PathVariable String id, @RequestParam(defaultValue = "") String why, RedirectAttributes redirect) {
        return step(id, redirect, (of, by) -> decisions.acceptClaim(of.id(), by, why));
    }

    @PostMapping("/link")
    String link(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String booking,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes redirect) {
        String typed = booking.strip().toUpperCase(Locale.ROOT);
        return step(id, redirect, (of, by) -> decisions.link(of.id(), typed, by, why));
    }

    @PostMapping("/replay")
    String replay(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String evidence,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes redirect) {
        UUID piece = CasesController.uuid(evidence).orElseThrow(PageNotFoundException::new);
        return step(id, redirect, (of, by) -> decisions.replay(of.id(), piece, by, why));
    }

    @PostMapping("/refund")
    String refund(@PathVariable String id, @RequestParam(defaultValue = "") String why, RedirectAttributes redirect) {
        return step(id, redirect, (of, by) -> {
            String receipt = of.receipt().orElseThrow(PageNotFoundException::new);
            refunds.request(of.environment(), receipt, reason(of.kind()), by, why);
            cases.note(of.id(), CaseStep.Action.REFUND_REQUESTED, by, why);
        });
    }

    private static RefundReason reason(CaseKind kind) {
        return switch (kind) {
            case DUPLICATE -> RefundReason.DUPLICATE;
            case WRONG_AMOUNT -> RefundReason.WRONG_AMOUNT;
            case ORPHAN -> RefundReason.ORPHAN;
            case LATE -> RefundReason.LATE;
            case RECEIPT_MISSING, CONTRADICTION, UNRESOLVED -> RefundReason.OTHER;
        };
    }

    private String step(String id, RedirectAttributes redirect, Step step) {
        PaymentCase of = CasesController.find(cases, id);
        try {
            step.take(of, currentUser.require().id());
        } catch (CaseRefusedException refused) {
            redirect.addFlashAttribute("notice", "case.refused." + refused.reason());
        } catch (RefundRefusedException refused) {
            redirect.addFlashAttribute("notice", "refund.refused." + refused.reason());
        }
        return "redirect:/admin/cases/" + of.id();
    }
}
