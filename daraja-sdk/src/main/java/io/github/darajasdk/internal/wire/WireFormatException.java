package io.github.darajasdk.internal.wire;

/** Bytes that are not one well-formed JSON object. The message says where, without quoting them. */
public final class WireFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        EMPTY,
        NOT_UTF8,
        NOT_JSON,
        NOT_AN_OBJECT
    }

    private final Kind kind;

    WireFormatException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
