package io.github.darajasdk.simulator.internal.world;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** The times of the wire: East Africa Time in M-PESA's several spellings. */
public final class EastAfricaTime {

    /** UTC+3, without daylight saving. */
    public static final ZoneId ZONE = ZoneId.of("Africa/Nairobi");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter CHECKOUT = DateTimeFormatter.ofPattern("ddMMuuuuHHmmss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter SMS = DateTimeFormatter.ofPattern("d/M/uu 'at' h:mm a", Locale.ENGLISH);

    private EastAfricaTime() {}

    /** Returns {@code yyyyMMddHHmmss}. */
    public static String stamp(Instant instant) {
        return STAMP.format(at(instant));
    }

    /** Returns the moment of a {@code yyyyMMddHHmmss} text, empty if it is none. */
    public static Optional<Instant> parseStamp(String text) {
        if (text.length() != 14) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text, STAMP).atZone(ZONE).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static String checkoutStamp(Instant instant) {
        return CHECKOUT.format(at(instant));
    }

    static String day(Instant instant) {
        return DAY.format(at(instant));
    }

    static String sms(Instant instant) {
        return SMS.format(at(instant));
    }

    /** Returns {@code instant} on a clock on a Nairobi wall. */
    public static LocalDateTime at(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZONE);
    }
}
