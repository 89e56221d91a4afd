package io.github.darajasdk.therapy.payment.review;

/** What a person wanted cannot be done, or not now. Nothing was changed. */
public class CaseRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public CaseRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why; the message bundle has a sentence for each under {@code case.refused.<name>}. */
    public enum Reason {
        /** Somebody or something moved it meanwhile. */
        MOVED_ON,
        REASON_MISSING,
        /** No such receipt, or not of the form of one. */
        BAD_RECEIPT,
        /** M-PESA has not been asked everywhere since ten minutes after sending. */
        NOT_ASKED_EVERYWHERE,
        /** There is no session with this booking number, or its money is of another merchant. */
        UNKNOWN_SESSION,
        /** The receipt stands for another payment. */
        RECEIPT_IS_TAKEN
    }
}
