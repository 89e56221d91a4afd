package io.github.darajasdk.therapy.payment.internal;

import java.time.Duration;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Stores the answer to a push and does not let go of it lightly: it names the prompt, and nobody tells it twice. Should
 * the database stay away for longer than this, the attempt is left in SENDING and becomes UNCLEAR.
 */
@Component
class AnswerKeeper {

    private final Sending sending;
    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(6)
            .delay(Duration.ofMillis(250))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(5))
            .build());

    AnswerKeeper(Sending sending) {
        this.sending = sending;
    }

    AttemptRow keep(AttemptRow attempt, NewEvidence answer) {
        try {
            AttemptRow stored = retry.execute(() -> sending.answered(attempt, answer));
            if (stored == null) {
                throw new IllegalStateException("nothing came back for " + attempt);
            }
            return stored;
        } catch (RetryException e) {
            throw new IllegalStateException("the answer to the push of " + attempt + " could not be stored", e);
        }
    }
}
