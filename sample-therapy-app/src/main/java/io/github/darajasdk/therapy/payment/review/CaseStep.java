package io.github.darajasdk.therapy.payment.review;

import io.github.darajasdk.therapy.account.UserId;
import java.time.Instant;

/**
 * What a person did about a case.
 *
 * @param action what it was
 * @param reason what the person wrote; empty where no reason is asked for
 */
public record CaseStep(Action action, UserId by, String reason, Instant at) {

    /** What can be done about a case. */
    public enum Action {
        TAKEN,
        RESOLVED,
        RECEIPT_CONFIRMED,
        MARKED_FAILED,
        ABANDONED,
        LINKED,
        CLAIM_ACCEPTED,
        REFUND_REQUESTED,
        REPLAYED
    }
}
