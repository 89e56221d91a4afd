package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.platform.web.Moments;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The booking form as it was sent: text, so that nothing typed can break it, and it can be shown again as it was. */
record BookingForm(
        @Nullable String therapist,
        @Nullable String date,
        @Nullable String time) {

    /** Sessions begin on the hour. */
    static final List<String> TIMES = IntStream.rangeClosed(8, 18)
            .mapToObj(hour -> LocalTime.of(hour, 0).toString())
            .toList();

    static final int DAYS_AHEAD = 90;

    static BookingForm empty() {
        return new BookingForm(null, null, null);
    }

    /** What is wrong, as message keys by field; empty when the form can be booked. */
    Map<String, String> errors(List<UserId> therapists, Instant now) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (therapistId().filter(therapists::contains).isEmpty()) {
            errors.put("therapist", "book.error.therapist");
        }
        Optional<LocalDate> day = day();
        LocalDate today = LocalDate.ofInstant(now, Moments.NAIROBI);
        if (day.isEmpty()) {
            errors.put("date", "book.error.date");
        } else if (day.get().isBefore(today) || day.get().isAfter(today.plusDays(DAYS_AHEAD))) {
            errors.put("date", "book.error.date-range");
        }
        if (time == null || !TIMES.contains(time)) {
            errors.put("time", "book.error.time");
        } else if (!errors.containsKey("date") && !startsAt().isAfter(now)) {
            errors.put("time", "book.error.past");
        }
        return errors;
    }

    Optional<UserId> therapistId() {
        if (therapist == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UserId(UUID.fromString(therapist)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /**
     * When the session begins.
     *
     * @throws IllegalStateException when {@link #errors} found the date or time wrong
     */
    Instant startsAt() {
        LocalDate day = day().orElseThrow(() -> new IllegalStateException("the date was not checked"));
        return day.atTime(LocalTime.parse(String.valueOf(time)))
                .atZone(Moments.NAIROBI)
                .toInstant();
    }

    private Optional<LocalDate> day() {
        if (date == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(date));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
