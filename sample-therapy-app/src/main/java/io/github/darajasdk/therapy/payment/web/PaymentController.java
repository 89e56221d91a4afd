package io.github.darajasdk.therapy.payment.web;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.booking.web.OwnSessions;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.InitiatePayment;
import io.github.darajasdk.therapy.payment.PaymentRefusedException;
import io.github.darajasdk.therapy.payment.PaymentRefusedException.Reason;
import io.github.darajasdk.therapy.payment.PaymentView.Attempt;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The payment page: its form, its live state, and the two things a payer may do about an attempt that is stuck. */
@Controller
@RequestMapping("/client/sessions/{id}")
class PaymentController {

    private final CurrentUser currentUser;
    private final OwnSessions ownSessions;
    private final Accounts accounts;
    private final Payments payments;
    private final LiveUpdates liveUpdates;
    private final Explanations explanations;

    PaymentController(
            CurrentUser currentUser,
            OwnSessions ownSessions,
            Accounts accounts,
            Payments payments,
            LiveUpdates liveUpdates,
            Explanations explanations) {
        this.currentUser = currentUser;
        this.ownSessions = ownSessions;
        this.accounts = accounts;
        this.payments = payments;
        this.liveUpdates = liveUpdates;
        this.explanations = explanations;
    }

    @GetMapping("/pay")
    ModelAndView page(@PathVariable String id) {
        return page(ownSessions.ofClient(id), "", null, HttpStatus.OK);
    }

    @PostMapping("/pay")
    ModelAndView pay(@PathVariable String id, PayForm form) {
        TherapySession session = ownSessions.ofClient(id);
        if (!form.hasKey()) {
            return page(session, form.phoneOrBlank(), "pay.error.stale-form", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            payments.initiate(new InitiatePayment(
                    session.id(), currentUser.require().id(), form.phoneOrBlank(), String.valueOf(form.key())));
            return toPage(session);
        } catch (PaymentRefusedException refused) {
            return answerTo(refused.reason(), session, form);
        }
    }

    private ModelAndView answerTo(Reason reason, TherapySession session, PayForm form) {
        return switch (reason) {
            case SESSION_NOT_FOUND -> throw new PageNotFoundException();
            // The page itself shows why: it is paid, or an attempt is under way.
            case ALREADY_PAID, ANOTHER_ATTEMPT_OPEN -> toPage(session);
            case SESSION_NOT_APPROVED,
                    WAIT_BEFORE_RETRY,
                    INVALID_PHONE,
                    AMOUNT_TOO_LARGE,
                    TOO_MANY_ATTEMPTS,
                    IDEMPOTENCY_KEY_REUSED,
                    RELEASE_NOT_ALLOWED,
                    RECOVERING ->
                page(session, form.phoneOrBlank(), "payment.refused." + reason, HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    @PostMapping("/pay/cancel")
    ModelAndView cancelUnsent(@PathVariable String id, @RequestParam(defaultValue = "") String attempt) {
        TherapySession session = ownSessions.ofClient(id);
        shown(session, attempt)
                .ifPresent(shown ->
                        payments.cancelUnsent(shown, currentUser.require().id()));
        return toPage(session);
    }

    @PostMapping("/pay/release")
    ModelAndView release(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String attempt,
            @RequestParam(defaultValue = "false") String notCharged,
            RedirectAttributes redirect) {
        TherapySession session = ownSessions.ofClient(id);
        if (!notCharged.equals("true")) {
            redirect.addFlashAttribute("notice", "pay.release.tick-first");
            return toPage(session);
        }
        try {
            shown(session, attempt)
                    .ifPresent(shown ->
                            payments.release(shown, currentUser.require().id()));
        } catch (PaymentRefusedException refused) {
            redirect.addFlashAttribute("notice", "payment.refused." + refused.reason());
        }
        return toPage(session);
    }

    /** The live part of the page, or 204 when the reader has it already. */
    @GetMapping("/pay/status")
    Object status(@PathVariable String id, @RequestParam(defaultValue = "") String seen) {
        TherapySession session = ownSessions.ofClient(id);
        PaymentPage page = PaymentPage.of(session, payments.view(session.id()));
        if (page.version().equals(seen)) {
            return ResponseEntity.noContent().build();
        }
        ModelAndView fragment = new ModelAndView("payment/pay :: status");
        fill(fragment, page, "", null);
        return fragment;
    }

    @GetMapping("/live")
    SseEmitter live(@PathVariable String id) {
        return liveUpdates.stream("session:" + ownSessions.ofClient(id).id());
    }

    /** The attempt a form speaks of, if it is still the one the page is about. */
    private Optional<AttemptId> shown(TherapySession session, String attempt) {
        return payments.view(session.id())
                .latest()
                .map(Attempt::id)
                .filter(latest -> latest.toString().equals(attempt));
    }

    private static ModelAndView toPage(TherapySession session) {
        return new ModelAndView("redirect:/client/sessions/" + session.id() + "/pay");
    }

    private ModelAndView page(TherapySession session, String phone, @Nullable String error, HttpStatus status) {
        ModelAndView page = new ModelAndView("payment/pay", status);
        fill(page, PaymentPage.of(session, payments.view(session.id())), phone, error);
        return page;
    }

    private void fill(ModelAndView target, PaymentPage page, String phone, @Nullable String error) {
        target.addObject("page", page);
        target.addObject(
                "therapist",
                accounts.find(page.session().therapistId())
                        .map(User::displayName)
                        .orElse("–"));
        target.addObject("explanation", explanations.of(page));
        target.addObject("phone", phone);
        target.addObject("error", error);
        target.addObject("key", UUID.randomUUID());
    }
}
