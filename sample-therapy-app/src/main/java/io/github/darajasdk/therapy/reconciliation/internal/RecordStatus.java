package io.github.darajasdk.therapy.reconciliation.internal;

import java.util.Locale;

/** Whether a movement took place. In the order in which later news may change it. */
enum RecordStatus {
    PENDING,
    FAILED,
    COMPLETED;

    /** Reads the statement's word; a word that nobody has seen yet is not taken for money. */
    static RecordStatus of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            // What was reversed later did take place, and the reversal is a row of its own.
            case "completed", "complete", "success", "successful", "reversed" -> COMPLETED;
            case "failed", "cancelled", "canceled", "declined", "expired", "rejected" -> FAILED;
            default -> PENDING;
        };
    }
}
