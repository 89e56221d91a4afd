package io.github.darajasdk.therapy.payment;

/**
 * The door for everything that M-PESA's records and messages tell of money, whichever channel it comes by. The receipt is
 * the key: told by three channels it is one payment.
 */
public interface MoneyReports {

    /**
     * Stores a movement as evidence, finds the attempt or session it is about, and settles that session's money. What no
     * payment of ours explains is booked as an orphan for a person. Part of the caller's transaction: stored with it or
     * not at all. Telling the same thing again changes nothing.
     *
     * <p>Charges and other movements that are nobody's payment are handed to the listeners and not kept here.
     *
     * @throws IllegalStateException outside a transaction
     */
    void report(ReportedMovement movement);
}
