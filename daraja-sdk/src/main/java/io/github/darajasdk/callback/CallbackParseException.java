package io.github.darajasdk.callback;

/**
 * A callback body that cannot be relied on. Keep the body, settle nothing, ask M-PESA. The message says what is wrong and
 * never quotes the body.
 */
public final class CallbackParseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the body. */
    public enum Reason {
        /** No bytes. */
        EMPTY,
        /** More bytes than any genuine callback has. */
        TOO_LARGE,
        /** Not UTF-8, or with a byte order mark. */
        NOT_UTF8,
        /** Not one well-formed JSON document without duplicate keys, at most 32 levels deep. */
        NOT_JSON,
        /** JSON, but not the envelope of this kind of callback. */
        WRONG_SHAPE,
        /** An identifier is missing or malformed. */
        BAD_ID,
        /** The result code is missing or malformed. */
        BAD_RESULT_CODE,
        /** The amount of a success is malformed or out of range. */
        BAD_AMOUNT,
        /** The receipt number of a success is malformed. */
        BAD_RECEIPT,
        /** The list of items is malformed, too long, or names something twice. */
        BAD_ITEMS
    }

    /** What is wrong. */
    private final Reason reason;

    /**
     * Makes a complete exception. Public so that tests can.
     *
     * @param reason what is wrong
     * @param message where, without quoting the body
     */
    public CallbackParseException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Returns what is wrong.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
