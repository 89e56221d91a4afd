package io.github.darajasdk.therapy.reconciliation;

import java.time.Instant;
import java.util.Optional;

/**
 * Money that came and that no payment of ours explains.
 *
 * @param at when M-PESA completed it
 * @param cents hundredths of a shilling
 * @param maskedPhone as far as M-PESA showed it, its middle hidden
 * @param reference the account number that the payer typed
 * @param booked whether it is on record here as money nobody explains; if not, only M-PESA's records know it
 */
public record Orphan(
        String receipt,
        Instant at,
        long cents,
        Optional<String> maskedPhone,
        Optional<String> reference,
        boolean booked) {

    /** Where a page of orphans goes on. */
    public record Key(Instant at, String receipt) {}

    public Key key() {
        return new Key(at, receipt);
    }

    /**
     * How many there are, and how much money that is.
     *
     * @param cents hundredths of a shilling
     */
    public record Total(long count, long cents) {}
}
