package io.github.darajasdk.therapy.reconciliation.cases.web;

import io.github.darajasdk.therapy.payment.review.PaymentCase;
import java.time.Duration;
import java.util.Optional;

/**
 * A case in the queue.
 *
 * @param bookingNumber of the session it is about
 * @param client whose session it is
 * @param owner who looks after it
 */
public record CaseCard(
        PaymentCase of, Optional<String> bookingNumber, Optional<String> client, Optional<String> owner, Duration age) {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration THREE_DAYS = Duration.ofDays(3);

    /** How long it waits, as a word in the bundle under {@code case.age}. */
    public String ageWord() {
        return age.compareTo(THREE_DAYS) >= 0 ? "late" : age.compareTo(A_DAY) >= 0 ? "day" : "new";
    }
}
