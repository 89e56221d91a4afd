package io.github.darajasdk.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One atomic booking. Its postings add up to zero.
 *
 * @param receipt M-PESA's receipt number, unique among the entries
 * @param at when, on the simulator's clock
 * @param kind what happened, as a statement would name it: {@code Pay Bill Online}, {@code Opening balance}, …
 * @param details one line for people
 * @param linkedReceipt the entry that this one reverses, or null
 * @param postings at least two; negative where money leaves
 */
public record LedgerEntry(
        String receipt,
        Instant at,
        String kind,
        String details,
        @Nullable String linkedReceipt,
        List<Posting> postings) {

    /**
     * Copies the list.
     *
     * @param receipt of the payment
     * @param at the moment
     * @param kind what happened, as a statement would name it
     * @param details one line for people
     * @param linkedReceipt of the payment that this one takes back, or null
     * @param postings two or more that add up to zero
     */
    public LedgerEntry {
        postings = List.copyOf(postings);
    }

    /**
     * One side of an entry.
     *
     * @param account {@code subscriber:254…}, {@code organisation:174379:utility}, …
     * @param cents hundredths of a shilling, negative where money leaves the account
     */
    public record Posting(String account, long cents) {}
}
