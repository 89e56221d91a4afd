package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.reconciliation.BookSums;
import io.github.darajasdk.therapy.reconciliation.Orphan;
import io.github.darajasdk.therapy.reconciliation.Overview;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * How the books stand now.
 *
 * @param spans today, the week since Monday, the month since its first
 * @param orphans of the last {@value #ORPHAN_DAYS} days
 */
public record Standing(List<Span> spans, Orphan.Total orphans) {

    /** As far back as money that nobody explains is looked for: the longest statement of M-PESA's portal. */
    static final int ORPHAN_DAYS = 31;

    /**
     * One of the three.
     *
     * @param name {@code today}, {@code week} or {@code month}
     * @param first its first day
     * @param last today
     */
    public record Span(String name, LocalDate first, LocalDate last, BookSums sums) {}

    static Standing of(Overview overview, PaymentMode books, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, Period.EAST_AFRICA);
        return new Standing(
                List.of(
                        span("today", today, today, overview, books),
                        span(
                                "week",
                                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                                today,
                                overview,
                                books),
                        span("month", today.withDayOfMonth(1), today, overview, books)),
                overview.orphanTotal(books, orphanPeriod(now)));
    }

    private static Span span(String name, LocalDate first, LocalDate last, Overview overview, PaymentMode books) {
        return new Span(name, first, last, overview.sums(books, Period.days(first, last)));
    }

    static Period orphanPeriod(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, Period.EAST_AFRICA);
        return Period.days(today.minusDays(ORPHAN_DAYS - 1), today);
    }
}
