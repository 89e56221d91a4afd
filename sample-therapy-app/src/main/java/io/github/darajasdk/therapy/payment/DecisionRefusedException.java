package io.github.darajasdk.therapy.payment;

/** A person's decision is not possible now; the message says why. Nothing was changed. */
public class DecisionRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DecisionRefusedException(String message) {
        super(message);
    }
}
