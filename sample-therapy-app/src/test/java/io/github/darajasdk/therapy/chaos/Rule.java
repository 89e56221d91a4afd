package io.github.darajasdk.therapy.chaos;

/**
 * One thing that must hold. Its query finds what breaks it: no row, no violation.
 *
 * @param id the invariant it belongs to, M1 to M14
 * @param name what the violation is called
 * @param when from when on it must hold
 * @param query gives the key of each violation and what is wrong with it, both as text
 */
record Rule(String id, String name, When when, String query) {

    /** When a rule must hold. */
    enum When {
        /** At any moment. */
        ALWAYS,
        /** Twenty minutes after the last fault. */
        SOON,
        /** Once every source has been asked for as long as it answers. */
        END
    }

    /** Whether the rule must hold at a moment. */
    boolean holdsAt(When moment) {
        return when.ordinal() <= moment.ordinal();
    }
}
