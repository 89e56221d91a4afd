package io.github.darajasdk;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether a new request makes sense after this result, and when.
 *
 * @param kind the rule
 * @param delay how long to wait first; zero unless the kind is {@link Kind#AFTER}
 */
public record RetryRule(Kind kind, Duration delay) {

    /** The kinds of rule. */
    public enum Kind {
        /** At once, if the customer wants to. */
        NOW,
        /** After {@link RetryRule#delay()}. */
        AFTER,
        /** Only with another amount. */
        OTHER_AMOUNT,
        /** Not at all: something has to change first, or the outcome is not known yet. */
        NEVER
    }

    /**
     * Checks that only a waiting rule has a delay.
     *
     * @param kind the rule
     * @param delay how long to wait first; zero unless the kind is {@link Kind#AFTER}
     * @throws IllegalArgumentException if a delay is negative, missing or not wanted
     */
    public RetryRule {
        Objects.requireNonNull(kind, "kind");
        boolean waits = kind == Kind.AFTER;
        if (delay.isNegative() || waits == delay.isZero()) {
            throw new IllegalArgumentException("a delay belongs to AFTER and to no other kind: " + kind + " " + delay);
        }
    }

    static RetryRule parse(String text) {
        return switch (text) {
            case "now" -> new RetryRule(Kind.NOW, Duration.ZERO);
            case "other-amount" -> new RetryRule(Kind.OTHER_AMOUNT, Duration.ZERO);
            case "never" -> new RetryRule(Kind.NEVER, Duration.ZERO);
            default -> new RetryRule(Kind.AFTER, Duration.parse(text));
        };
    }
}
