package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.booking.TherapySession;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/** A session as a calendar entry (RFC 5545). Others see a phone's calendar, so it names the practice and nothing more. */
@Component
class CalendarFile {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Clock clock;

    CalendarFile(Clock clock) {
        this.clock = clock;
    }

    String of(TherapySession session) {
        Instant end = session.startsAt().plus(session.length());
        return String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Smiling Steps//EN",
                "BEGIN:VEVENT",
                "UID:" + session.id() + "@smiling-steps",
                "DTSTAMP:" + UTC.format(clock.instant()),
                "DTSTART:" + UTC.format(session.startsAt()),
                "DTEND:" + UTC.format(end),
                "SUMMARY:Smiling Steps",
                "DESCRIPTION:" + session.bookingNumber(),
                "END:VEVENT",
                "END:VCALENDAR",
                "");
    }
}
