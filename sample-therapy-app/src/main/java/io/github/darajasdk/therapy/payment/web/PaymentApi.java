package io.github.darajasdk.therapy.payment.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.InitiatePayment;
import io.github.darajasdk.therapy.payment.PaymentRefusedException;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.payment.web.PaymentJson.AttemptJson;
import io.github.darajasdk.therapy.payment.web.PaymentJson.StatusJson;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import io.github.darajasdk.therapy.platform.web.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Payments as JSON. A client sees and does what is theirs; the therapist of a session and administrators see it too. For
 * anybody else it does not exist.
 */
@RestController
@RequestMapping("/api/mpesa")
class PaymentApi {

    private static final int UUID_LENGTH = 36;

    private final CurrentUser currentUser;
    private final Bookings bookings;
    private final Payments payments;
    private final PaymentJson json;
    private final Clock clock;

    PaymentApi(CurrentUser currentUser, Bookings bookings, Payments payments, PaymentJson json, Clock clock) {
        this.currentUser = currentUser;
        this.bookings = bookings;
        this.payments = payments;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/initiate")
    ResponseEntity<?> initiate(@RequestHeader("Idempotency-Key") String key, @RequestBody InitiateJson body) {
        if (!key.matches("[A-Za-z0-9-]{8,64}")) {
            return Problem.answer(
                    HttpStatus.BAD_REQUEST,
                    "IDEMPOTENCY_KEY_MALFORMED",
                    "the Idempotency-Key is 8 to 64 letters, digits and hyphens");
        }
        SessionId session = id(body.sessionId()).map(SessionId::new).orElseThrow(PageNotFoundException::new);
        String phone = body.phoneNumber() == null ? "" : body.phoneNumber();
        PaymentView view = payments.initiate(
                new InitiatePayment(session, currentUser.require().id(), phone, key));
        AttemptJson attempt = json.attempt(view);
        return ResponseEntity.accepted()
                .location(URI.create("/api/mpesa/attempts/" + attempt.attemptId()))
                .body(attempt);
    }

    @GetMapping("/attempts/{id}")
    AttemptJson attempt(@PathVariable String id) {
        return json.attempt(seen(id));
    }

    /** M-PESA is asked about the attempt now; what it says is seen a little later. */
    @PostMapping("/attempts/{id}/query")
    ResponseEntity<AttemptJson> query(@PathVariable String id) {
        PaymentView view = seen(id);
        payments.askNow(view.latest().orElseThrow().id());
        return ResponseEntity.accepted().body(json.attempt(view));
    }

    @PostMapping("/attempts/{id}/release")
    ResponseEntity<?> release(@PathVariable String id, @RequestBody ReleaseJson body) {
        AttemptId attempt = seen(id).latest().orElseThrow().id();
        if (!Boolean.TRUE.equals(body.notCharged())) {
            return Problem.answer(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "STATEMENT_MISSING",
                    "the payer has to state \"notCharged\": true, that is no M-PESA message and no money gone");
        }
        payments.release(attempt, currentUser.require().id());
        return ResponseEntity.ok(json.attempt(payments.viewAttempt(attempt).orElseThrow()));
    }

    @GetMapping("/status/{sessionId}")
    StatusJson status(@PathVariable String sessionId) {
        TherapySession session =
                id(sessionId).map(SessionId::new).flatMap(this::own).orElseThrow(PageNotFoundException::new);
        return json.status(payments.view(session.id()));
    }

    /** By M-PESA's name for the prompt. It contains the phone, so it comes in the body and never in an address. */
    @PostMapping("/lookup")
    AttemptJson lookup(@RequestBody LookupJson body) {
        return Optional.ofNullable(body.checkoutRequestId())
                .flatMap(payments::viewPrompt)
                .filter(view -> own(view.sessionId()).isPresent())
                .map(json::attempt)
                .orElseThrow(PageNotFoundException::new);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(PaymentRefusedException refused) {
        HttpStatus status = switch (refused.reason()) {
            case SESSION_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case INVALID_PHONE, AMOUNT_TOO_LARGE, IDEMPOTENCY_KEY_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY_ATTEMPTS -> HttpStatus.TOO_MANY_REQUESTS;
            case RECOVERING -> HttpStatus.SERVICE_UNAVAILABLE;
            case SESSION_NOT_APPROVED, ALREADY_PAID, ANOTHER_ATTEMPT_OPEN, WAIT_BEFORE_RETRY, RELEASE_NOT_ALLOWED ->
                HttpStatus.CONFLICT;
        };
        ProblemDetail problem = Problem.of(status, refused.reason().name(), String.valueOf(refused.getMessage()));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        refused.retryAt().ifPresent(moment -> {
            problem.setProperty("retryAt", moment);
            long seconds = Math.max(1, Duration.between(clock.instant(), moment).toSeconds());
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        });
        return answer.body(problem);
    }

    private PaymentView seen(String attempt) {
        return id(attempt)
                .map(AttemptId::new)
                .flatMap(payments::viewAttempt)
                .filter(view -> own(view.sessionId()).isPresent())
                .orElseThrow(PageNotFoundException::new);
    }

    private Optional<TherapySession> own(SessionId id) {
        User me = currentUser.require();
        return bookings.find(id)
                .filter(session -> me.role() == Role.ADMIN
                        || session.clientId().equals(me.id())
                        || session.therapistId().equals(me.id()));
    }

    private static Optional<UUID> id(@Nullable String text) {
        if (text == null || text.length() != UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param phoneNumber in any of the forms people write */
    record InitiateJson(
            @Nullable String sessionId, @Nullable String phoneNumber) {

        /** Without the phone. */
        @Override
        public String toString() {
            return "InitiateJson[" + sessionId + "]";
        }
    }

    record ReleaseJson(@Nullable Boolean notCharged) {}

    record LookupJson(@Nullable String checkoutRequestId) {

        /** The name contains the phone. */
        @Override
        public String toString() {
            return "LookupJson[]";
        }
    }
}
