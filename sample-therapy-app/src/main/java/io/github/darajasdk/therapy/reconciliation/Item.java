package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import java.time.Instant;
import java.util.Optional;

/**
 * One payment, one record of M-PESA's, or both laid side by side, as they stood when the run looked.
 *
 * @param number its name, unique over all runs; items of a run are paged by it
 * @param at time of M-PESA's record, else of our payment
 */
public record Item(
        RunId run, long number, MatchRule rule, Instant at, Optional<MpesaSide> mpesa, Optional<OurSide> ours) {

    public Outcome outcome() {
        return rule.outcome();
    }

    /**
     * What M-PESA has.
     *
     * @param cents hundredths of a shilling; negative for a reversal
     * @param reference the account number that the payer typed or our push named, in capitals and without blanks
     */
    public record MpesaSide(String receipt, long cents, Optional<String> reference) {}

    /**
     * What we have.
     *
     * @param booking number of the session, as people know it
     * @param cents what our book says came in by it, hundredths of a shilling: 0 while it is not paid here
     * @param state state of the attempt, or the disposition of the receipt ({@code APPLIED}, {@code DUPLICATE}, …)
     */
    public record OurSide(
            Optional<AttemptId> attempt,
            Optional<SessionId> session,
            Optional<String> booking,
            Optional<String> receipt,
            long cents,
            String state) {}
}
