package io.github.darajasdk.therapy.settings;

/** Which M-PESA money rows belong to. Part of their keys: rows of different environments never meet. */
public enum PaymentEnvironment {
    SIMULATOR,
    SANDBOX,
    PRODUCTION;

    /** Whether money here is real. */
    public boolean isProduction() {
        return this == PRODUCTION;
    }
}
