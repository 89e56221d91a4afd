package io.github.darajasdk.therapy.booking;

/** The session is not in a state that allows what was asked; nothing was changed. */
public class SessionStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SessionStateException(String message) {
        super(message);
    }
}
