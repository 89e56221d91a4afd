package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.payment.ReversalNews;
import java.time.Duration;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Stores the answer to a reversal and does not let go of it lightly: nobody tells it twice. Should the database stay away
 * for longer than this, the refund is left in SENDING and becomes UNCLEAR.
 */
@Component
class RefundAnswerKeeper {

    private final RefundSending sending;
    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(6)
            .delay(Duration.ofMillis(250))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(5))
            .build());

    RefundAnswerKeeper(RefundSending sending) {
        this.sending = sending;
    }

    void keep(RefundSending.Claimed claimed, ReversalNews answer) {
        try {
            retry.execute(() -> sending.answered(claimed, answer));
        } catch (RetryException e) {
            throw new IllegalStateException(
                    "the answer to refund " + claimed.refund().id() + " could not be stored", e);
        }
    }
}
