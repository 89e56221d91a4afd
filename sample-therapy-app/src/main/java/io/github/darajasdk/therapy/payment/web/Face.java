package io.github.darajasdk.therapy.payment.web;

import java.time.Duration;

/**
 * What the payment page says. Each has a headline and a sentence in the message bundles under {@code pay.<NAME>}, a
 * tone (never the only sign: the shape and the words say the same) and how often an open page asks again when the live
 * stream is away.
 */
enum Face {
    /** The session cannot be paid: it waits for approval, or is over. */
    NOT_PAYABLE("unclear", "–", 0),
    /** Nothing tried yet. */
    READY("accent", "", 0),
    CONTACTING("waiting", "…", 3),
    /** M-PESA lets us wait longer than a call normally takes. */
    SLOW("waiting", "…", 3),
    QUEUED("waiting", "…", 3),
    PROMPT("waiting", "…", 3),
    /** The prompt's life is over and M-PESA has not said how it ended. */
    PROMPT_OVER("unclear", "?", 3),
    /** M-PESA said that the prompt ended without payment, and is asked once more. */
    CONFIRMING("unclear", "?", 3),
    UNCLEAR("unclear", "?", 3),
    TIMED_OUT("unclear", "?", 15),
    /** The payer said "I was not charged": the old attempt is still watched, a new one is allowed. */
    RELEASED("accent", "", 15),
    PAID_RECEIPT_FOLLOWS("paid", "✓", 15),
    PAID("paid", "✓", 0),
    /** Money arrived, but it does not confirm this session: the amount was wrong, or the session was called off. */
    PAID_OTHERWISE("unclear", "?", 0),
    /** Somebody says that money came; M-PESA's records are asked. */
    BEING_CHECKED("unclear", "?", 15),
    FAILED("failed", "✕", 0),
    NOT_SENT("failed", "✕", 0),
    ABANDONED("unclear", "–", 0),
    REVERSED("unclear", "↩", 0),
    REFUNDED("unclear", "↩", 0);

    private final String tone;
    private final String shape;
    private final int pollSeconds;

    Face(String tone, String shape, int pollSeconds) {
        this.tone = tone;
        this.shape = shape;
        this.pollSeconds = pollSeconds;
    }

    public String tone() {
        return tone;
    }

    public String shape() {
        return shape;
    }

    /** Whether something may still change by itself, so that the page stays live. */
    public boolean live() {
        return pollSeconds > 0;
    }

    public Duration pollEvery() {
        return Duration.ofSeconds(pollSeconds);
    }
}
