package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.booking.PaymentSummary;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.platform.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the payment page shows of a session's money, at one moment.
 *
 * @param latest the attempt it is about: the one asked for, else the paid one, else the blocking one, else the newest;
 *     empty when there is none, or when the session was paid without one, by the menu of a phone: then the summary tells
 * @param payable whether "Pay with M-PESA" (or "Try again") may be pressed now
 * @param payableAt when it may be pressed, if it is only a matter of waiting
 * @param beingChecked somebody says that the session was paid, and M-PESA's records have not confirmed it yet
 * @param underReview money arrived that does not confirm the session by itself (another amount, a cancelled session); a
 *     person looks at it
 */
public record PaymentView(
        SessionId sessionId,
        Money price,
        PaymentSummary summary,
        Optional<Attempt> latest,
        boolean payable,
        Optional<Instant> payableAt,
        boolean beingChecked,
        boolean underReview,
        Instant asOf) {

    /**
     * One attempt as its page shows it.
     *
     * @param number 1 for the session's first attempt
     * @param maskedPhone for example {@code 0712 ••• 678}
     * @param sentAt when the request left for M-PESA
     * @param promptLife how long a person normally has to type the PIN
     * @param nextTryAt for a queued attempt, when it is sent again
     * @param expiresAt for an attempt not yet sent, when it is given up
     * @param resultCode M-PESA's code for the end, or for the soft end that is being confirmed
     * @param confirming M-PESA said that the prompt ended without payment, and is being asked once more to be sure
     * @param releasable whether the payer may state "I was not charged" now
     * @param receipt M-PESA's receipt number, once known
     */
    public record Attempt(
            AttemptId id,
            int number,
            AttemptState state,
            String maskedPhone,
            Instant createdAt,
            Optional<Instant> sentAt,
            Duration promptLife,
            Optional<Instant> nextTryAt,
            Optional<Instant> expiresAt,
            Optional<String> resultCode,
            boolean confirming,
            boolean releasable,
            boolean receiptFollows,
            Optional<String> receipt,
            Optional<Instant> paidAt) {}
}
