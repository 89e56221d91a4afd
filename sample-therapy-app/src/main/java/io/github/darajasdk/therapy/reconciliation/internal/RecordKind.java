package io.github.darajasdk.therapy.reconciliation.internal;

import java.util.List;
import java.util.Locale;

/** What a movement on the short code's account is. A payment and its charge share a receipt, so it is part of the key. */
enum RecordKind {
    /** A customer paid. */
    PAYMENT_IN,
    /** A customer's payment went back. */
    REVERSAL,
    CHARGE,
    OTHER_IN,
    OTHER_OUT;

    private static final List<String> CHARGES = List.of("charge", "fee", "tariff", "levy");
    private static final List<String> OWN_MONEY =
            List.of("organi", "settle", "transfer", "deposit", "float", "revers", "withdraw");

    /**
     * Tells what a statement's row is.
     *
     * @param reason what the statement calls the movement, for example {@code Pay Bill Online}
     * @param cents negative where money left
     */
    static RecordKind of(String reason, boolean linked, long cents) {
        String words = reason.toLowerCase(Locale.ROOT);
        if (CHARGES.stream().anyMatch(words::contains)) {
            return CHARGE;
        }
        if (words.contains("revers") && cents < 0) {
            return REVERSAL;
        }
        if (cents < 0) {
            return OTHER_OUT;
        }
        return linked || OWN_MONEY.stream().anyMatch(words::contains) ? OTHER_IN : PAYMENT_IN;
    }
}
