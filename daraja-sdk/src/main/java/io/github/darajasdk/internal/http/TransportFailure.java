package io.github.darajasdk.internal.http;

/** No complete answer. What matters is whether a byte of the request may have left this machine. */
public final class TransportFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenSent;

    TransportFailure(boolean mayHaveBeenSent, Exception cause) {
        super(cause);
        this.mayHaveBeenSent = mayHaveBeenSent;
    }

    public boolean mayHaveBeenSent() {
        return mayHaveBeenSent;
    }
}
