package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.Optional;

/**
 * A receipt on record.
 *
 * @param session whose money it is; empty for an orphan
 * @param use what it is to us
 * @param seenInMpesasRecords whether Pull, Transaction Status or a statement of our own short code names it too, with the
 *     same amount
 */
public record BookedReceipt(
        PaymentEnvironment environment,
        String merchant,
        String receipt,
        Money amount,
        Optional<SessionId> session,
        Optional<AttemptId> attempt,
        Use use,
        boolean seenInMpesasRecords,
        Instant recordedAt) {

    /** What a receipt is to us. */
    public enum Use {
        /** It pays its session. */
        APPLIED,
        /** The session was paid already. */
        DUPLICATE,
        WRONG_AMOUNT,
        /** No payment of ours fits. */
        ORPHAN,
        /** It came when its session was given up. */
        LATE,
        /** The money went back. */
        REVERSED
    }
}
