package io.github.darajasdk.therapy.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A span of time.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 */
public record Period(Instant from, Instant to) {

    /** Where M-PESA's days begin and end. */
    public static final ZoneId EAST_AFRICA = ZoneId.of("Africa/Nairobi");

    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period ends after it begins, but this one is " + from + " to " + to);
        }
    }

    /** Whole days of East Africa, both included. */
    public static Period days(LocalDate first, LocalDate last) {
        return new Period(
                first.atStartOfDay(EAST_AFRICA).toInstant(),
                last.plusDays(1).atStartOfDay(EAST_AFRICA).toInstant());
    }
}
