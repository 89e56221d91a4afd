package io.github.darajasdk.pull;

import java.util.List;

/**
 * One answer to a pull query.
 *
 * @param transactions the payments, possibly none
 * @param unreadableRows how many rows could not be read: never book around them, look at the raw body
 * @param rawBody the answer exactly as received
 */
public record PullPage(List<PullTransaction> transactions, int unreadableRows, String rawBody) {

    /**
     * Copies the list.
     *
     * @param transactions the payments, possibly none
     * @param unreadableRows how many rows could not be read
     * @param rawBody the answer exactly as received
     */
    public PullPage {
        transactions = List.copyOf(transactions);
    }

    /** Leaves the raw body out: it contains phone numbers. */
    @Override
    public String toString() {
        return "PullPage[" + transactions.size() + " transactions, " + unreadableRows + " unreadable]";
    }
}
