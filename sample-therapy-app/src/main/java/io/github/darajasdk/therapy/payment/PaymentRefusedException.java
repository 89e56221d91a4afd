package io.github.darajasdk.therapy.payment;

/** A payment cannot be started, with a reason that pages turn into a sentence. Nothing was stored or sent. */
public class PaymentRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public PaymentRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why; the message bundle has a sentence for each under {@code payment.refused.<name>}. */
    public enum Reason {
        SESSION_NOT_FOUND,
        SESSION_NOT_APPROVED,
        ALREADY_PAID,
        ANOTHER_ATTEMPT_OPEN,
        WAIT_BEFORE_RETRY,
        INVALID_PHONE,
        TOO_MANY_ATTEMPTS,
        IDEMPOTENCY_KEY_REUSED,
        RELEASE_NOT_ALLOWED
    }
}
