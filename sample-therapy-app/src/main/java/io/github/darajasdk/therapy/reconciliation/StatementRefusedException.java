package io.github.darajasdk.therapy.reconciliation;

/** A file that cannot be imported; nothing of it was. The message says what is wrong, in which line, and how to mend it. */
public final class StatementRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StatementRefusedException(String message) {
        super(message);
    }

    public StatementRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
