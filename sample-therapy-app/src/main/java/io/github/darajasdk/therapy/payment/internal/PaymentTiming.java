package io.github.darajasdk.therapy.payment.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** When things happen by themselves. What a span of silence means is in {@link Settlement}. */
final class PaymentTiming {

    /** An attempt not yet sent is given up after this. */
    static final Duration UNSENT_EXPIRES = Duration.ofMinutes(5);

    /** What M-PESA provably did not take is tried again after this. */
    static final Duration QUEUED_RETRY = Duration.ofSeconds(30);

    /** The first question to M-PESA after a push. */
    static final Duration FIRST_QUERY = Duration.ofSeconds(15);

    /** How long a person normally has to type the PIN. */
    static final Duration PROMPT_LIFE = Duration.ofMinutes(1);

    /** How long after sending the payer may state that nothing was charged. */
    static final Duration RELEASE_AFTER = Duration.ofMinutes(5);

    /** An attempt found in SENDING for longer than any call can take was left there by a process that died. */
    static final Duration SENDING_LEASE = Duration.ofSeconds(45);

    /** The first two minutes closely, with the end of waiting (2:00) and the release (5:01) among them; then slowly. */
    private static final List<Duration> QUERIES = Stream.of(
                    15, 22, 29, 36, 44, 52, 61, 70, 80, 90, 105, 120, 150, 180, 240, 301, 420, 600, 900, 1800, 3600)
            .map(Duration::ofSeconds)
            .toList();

    private static final Duration SLOWLY = Duration.ofHours(2);
    private static final Duration VERY_SLOWLY = Duration.ofDays(1);
    private static final Duration RECENT = Duration.ofDays(2);

    /** The same idempotency key means the same payment for this long. */
    static final Duration KEYS_KEPT = Duration.ofDays(2);

    /** A question out of turn is asked at most this often. */
    static final Duration ASKED_A_MOMENT_AGO = Duration.ofSeconds(10);

    private PaymentTiming() {}

    /** When M-PESA is asked next about a push sent at some moment; always after now. */
    static Instant nextQuery(Instant sentAt, Instant now) {
        return QUERIES.stream()
                .map(sentAt::plus)
                .filter(moment -> moment.isAfter(now))
                .findFirst()
                .orElseGet(() -> now.plus(now.isBefore(sentAt.plus(RECENT)) ? SLOWLY : VERY_SLOWLY));
    }
}
