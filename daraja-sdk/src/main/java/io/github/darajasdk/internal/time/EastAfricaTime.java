package io.github.darajasdk.internal.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fourteen digits Daraja writes times in, and the zone it means: UTC+3, never shifted. */
public final class EastAfricaTime {

    private static final ZoneId ZONE = ZoneId.of("Africa/Nairobi");
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{14}");
    /** M-PESA began in 2007; a year outside this range is a broken field and not a time. */
    private static final int FIRST_YEAR = 2007;

    private static final int LAST_YEAR = 2099;

    private EastAfricaTime() {}

    private static final DateTimeFormatter WITH_BLANKS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final DateTimeFormatter DOTTED =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter DASHED =
            DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm").withResolverStyle(ResolverStyle.STRICT);

    public static String format(Instant moment) {
        return FORM.format(moment.atZone(ZONE));
    }

    /** {@code 2026-10-13 08:36:00}. */
    public static String formatWithBlanks(Instant moment) {
        return WITH_BLANKS.format(moment.atZone(ZONE));
    }

    /** {@code 14.10.2026 10:31:07}, which payouts use. */
    public static Optional<Instant> tryParseDotted(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DOTTED).atZone(ZONE).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** {@code 14-08-2026 13:06}, which look-ups use. */
    public static Optional<LocalDateTime> tryParseDashed(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DASHED));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** {@code 2026-10-13T10:13:00Z} or without the letter, whose meaning is doubtful: the digits are taken as written. */
    public static Optional<LocalDateTime> tryParseWritten(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    public static Optional<Instant> tryParse(String digits) {
        if (!DIGITS.matcher(digits).matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(digits, 0, 4),
                    number(digits, 4, 6),
                    number(digits, 6, 8),
                    number(digits, 8, 10),
                    number(digits, 10, 12),
                    number(digits, 12, 14));
            boolean plausible = time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR;
            return plausible ? Optional.of(time.atZone(ZONE).toInstant()) : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
