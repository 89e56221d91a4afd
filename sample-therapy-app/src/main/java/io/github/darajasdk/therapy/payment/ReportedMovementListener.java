package io.github.darajasdk.therapy.payment;

/**
 * Wants to know each movement that M-PESA told of by itself or when asked (C2B, Pull, status and reversal results), to keep
 * it in a record of its own. Rows of a statement are not told here: whoever imports them has them.
 */
public interface ReportedMovementListener {

    /**
     * Called once per channel for each movement, in the transaction that stores it: throwing stores nothing. A claim by
     * C2B is told like everything else; {@link ReportedMovement#source()} says what it is worth.
     */
    void onReported(ReportedMovement movement);
}
