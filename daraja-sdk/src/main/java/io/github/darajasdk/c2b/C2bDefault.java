package io.github.darajasdk.c2b;

/** What M-PESA does with a payment when the validation address does not answer in time. */
public enum C2bDefault {
    /** Let it through. */
    COMPLETE("Completed"),
    /** Turn it away. */
    CANCEL("Cancelled");

    private final String word;

    C2bDefault(String word) {
        this.word = word;
    }

    /**
     * Returns Daraja's word for it.
     *
     * @return exactly as Daraja spells it
     */
    public String word() {
        return word;
    }
}
