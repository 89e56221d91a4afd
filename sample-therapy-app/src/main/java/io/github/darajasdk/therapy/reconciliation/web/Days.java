package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.reconciliation.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Periods as people type and read them: whole days of East Africa. Templates use it as {@code @days}. */
@Component("days")
public class Days {

    /** A longer period is compared in parts. */
    static final int MOST = 366;

    /**
     * The period of two days, both included; empty unless both are days ({@code 2026-11-20}), in order, not in the
     * future, and no more than {@value #MOST} days lie between them.
     */
    static Optional<Period> period(String from, String to, Instant now) {
        try {
            LocalDate first = LocalDate.parse(from);
            LocalDate last = LocalDate.parse(to);
            LocalDate today = LocalDate.ofInstant(now, Period.EAST_AFRICA);
            boolean possible = !first.isAfter(last)
                    && !last.isAfter(today)
                    && first.plusDays(MOST).isAfter(last);
            return possible ? Optional.of(Period.days(first, last)) : Optional.empty();
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    /** For example {@code Fri 20 Nov 2026}, {@code 1 Nov 2026 – 20 Nov 2026}, with times where it is not of whole days. */
    public String text(Period period) {
        ZonedDateTime from = period.from().atZone(Period.EAST_AFRICA);
        ZonedDateTime to = period.to().atZone(Period.EAST_AFRICA);
        boolean wholeDays = from.toLocalTime().equals(LocalTime.MIDNIGHT)
                && to.toLocalTime().equals(LocalTime.MIDNIGHT);
        if (!wholeDays) {
            return format("d MMM yyyy, HH:mm", from) + " – " + format("d MMM yyyy, HH:mm", to);
        }
        ZonedDateTime last = to.minusDays(1);
        return from.equals(last)
                ? format("EEE d MMM yyyy", from)
                : format("d MMM yyyy", from) + " – " + format("d MMM yyyy", last);
    }

    private static String format(String pattern, ZonedDateTime moment) {
        return DateTimeFormatter.ofPattern(pattern, LocaleContextHolder.getLocale())
                .format(moment);
    }
}
