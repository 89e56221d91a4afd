package io.github.darajasdk.therapy.reconciliation.refund;

/** What was asked cannot be done with this refund, or not now. Nothing was changed. */
public class RefundRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public RefundRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why; the message bundle has a sentence for each under {@code refund.refused.<name>}. */
    public enum Reason {
        UNKNOWN_RECEIPT,
        /** Somebody or something moved it meanwhile. */
        MOVED_ON,
        /** Neither Pull, Transaction Status nor a statement has named the receipt with this amount. */
        NOT_PROVEN,
        /** The money pays a session that stands. */
        PAYS_A_SESSION,
        /** The same administrator approved before. */
        NEEDS_ANOTHER_PERSON,
        DAILY_CEILING,
        /** Money is held back after a restore. */
        RECOVERING,
        /** It belongs to another merchant or environment, or no initiator is configured. */
        NOT_SERVED,
        /** Too early to say that M-PESA's record shows nothing. */
        TOO_EARLY,
        REASON_MISSING
    }
}
