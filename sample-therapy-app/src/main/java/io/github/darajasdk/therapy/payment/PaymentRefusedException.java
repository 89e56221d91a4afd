package io.github.darajasdk.therapy.payment;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A payment cannot be started, with a reason that pages turn into a sentence. Nothing was stored or sent. */
public class PaymentRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable Instant retryAt;

    public PaymentRefusedException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** @param retryAt when asking again makes sense, if it is only a matter of waiting */
    public PaymentRefusedException(Reason reason, String message, @Nullable Instant retryAt) {
        super(message);
        this.reason = reason;
        this.retryAt = retryAt;
    }

    public Reason reason() {
        return reason;
    }

    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    /** Why; the message bundle has a sentence for each under {@code payment.refused.<name>}. */
    public enum Reason {
        SESSION_NOT_FOUND,
        SESSION_NOT_APPROVED,
        ALREADY_PAID,
        ANOTHER_ATTEMPT_OPEN,
        WAIT_BEFORE_RETRY,
        INVALID_PHONE,
        /** The session costs more than M-PESA moves at once. */
        AMOUNT_TOO_LARGE,
        TOO_MANY_ATTEMPTS,
        IDEMPOTENCY_KEY_REUSED,
        RELEASE_NOT_ALLOWED,
        /** The database was restored, and M-PESA's records since then are being read. */
        RECOVERING
    }
}
