package io.github.darajasdk.therapy.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Writes times as people in Nairobi read them, in the language of the request. Templates use it as {@code @moments}. */
@Component
public class Moments {

    /** Kenya has one time zone and no summer time. */
    public static final ZoneId NAIROBI = ZoneId.of("Africa/Nairobi");

    /** For example {@code Tue 24 Nov, 14:05}. */
    public String moment(Instant instant) {
        return moment(instant, LocaleContextHolder.getLocale());
    }

    /** The same in a language that is not the request's. */
    public String moment(Instant instant, Locale locale) {
        return format("EEE d MMM, HH:mm", instant, locale);
    }

    /** To the second, for timelines: {@code Tue 24 Nov, 14:05:09}. */
    public String second(Instant instant) {
        return format("EEE d MMM, HH:mm:ss", instant);
    }

    /** For example {@code Tue 24 Nov}. */
    public String day(Instant instant) {
        return format("EEE d MMM", instant);
    }

    /** For example {@code 14:05}. */
    public String time(Instant instant) {
        return format("HH:mm", instant);
    }

    /** The calendar day in Nairobi. */
    public LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, NAIROBI);
    }

    /** For example {@code 0:30} or {@code 2:05}; never below {@code 0:00}. */
    public static String minutesAndSeconds(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    private static String format(String pattern, Instant instant) {
        return format(pattern, instant, LocaleContextHolder.getLocale());
    }

    private static String format(String pattern, Instant instant, Locale locale) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(NAIROBI).format(instant);
    }
}
