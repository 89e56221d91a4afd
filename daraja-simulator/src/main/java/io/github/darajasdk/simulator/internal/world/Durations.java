package io.github.darajasdk.simulator.internal.world;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people and programs write them: {@code 90}, {@code 90s}, {@code 3m}, {@code 2h}, {@code PT3M}. */
public final class Durations {

    /** What may be written, for people. */
    public static final String ALLOWED = "a duration like 90s, 3m, 2h or PT3M, or 90 for as many seconds";

    /** The longest a control call may ask for: a year and a day. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final Pattern SHORT = Pattern.compile("(-?\\d{1,9}) ?([smhd]?)");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException if {@code text} is none; it may be negative all the same
     */
    public static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text.strip());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofSeconds(number);
            };
        }
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is no duration: write " + ALLOWED, e);
        }
    }

    /** Returns {@code duration} in words: {@code 1 minute}, {@code 90 seconds}, {@code 2 hours}. */
    public static String words(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return count(millis, "millisecond");
        }
        long seconds = millis / 1_000;
        if (seconds == 0 || seconds % 60 != 0) {
            return count(seconds, "second");
        }
        if (seconds % 86_400 == 0) {
            return count(seconds / 86_400, "day");
        }
        return seconds % 3_600 == 0 ? count(seconds / 3_600, "hour") : count(seconds / 60, "minute");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
