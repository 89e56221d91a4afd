package io.github.darajasdk.therapy.account;

/** Nobody was signed in. Whether the address is known is not told. */
public class SignInRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean tooManyTries;

    public SignInRefusedException(boolean tooManyTries) {
        super(
                tooManyTries
                        ? "too many tries to sign in; wait a quarter of an hour"
                        : "unknown e-mail address or wrong password");
        this.tooManyTries = tooManyTries;
    }

    public boolean tooManyTries() {
        return tooManyTries;
    }
}
