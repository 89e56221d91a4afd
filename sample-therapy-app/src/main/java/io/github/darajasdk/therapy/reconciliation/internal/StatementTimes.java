package io.github.darajasdk.therapy.reconciliation.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Reads moments as statements and the spreadsheets between write them, in East Africa Time: {@code 20-11-2026 14:05:31},
 * {@code 20/11/2026 14:05}, {@code 2026-11-20 14:05:31}, {@code 20/11/2026 2:05:31 PM}, and the bare number that
 * spreadsheets keep a moment as. The day stands before the month, as everywhere in Kenya.
 */
final class StatementTimes {

    /** East Africa has had this offset since 1960, and no summer time. */
    private static final long EAST_AFRICA_SECONDS = 3 * 3600L;

    private static final long DAY_SECONDS = 86_400;
    private static final LocalDate SPREADSHEET_EPOCH = LocalDate.of(1899, 12, 30);
    private static final int EARLIEST_YEAR = 2007;
    private static final int LATEST_YEAR = 2106;

    private final int[] parts = new int[6];
    private final int[] widths = new int[6];
    private long lastDate = -1;
    private long lastEpochDay;

    /**
     * Reads a moment.
     *
     * @return seconds since 1970
     * @throws IllegalArgumentException if it is no moment
     */
    long epochSecond(String text) {
        int found = 0;
        int digits = 0;
        int value = 0;
        int length = text.length();
        int at = 0;
        for (; at < length; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                if (digits == 4) {
                    return spreadsheetNumber(text);
                }
                value = value * 10 + (c - '0');
                digits++;
            } else if (Character.isLetter(c) && !(c == 'T' && found == 2)) {
                break;
            } else if (digits > 0) {
                keep(found++, value, digits, text);
                value = 0;
                digits = 0;
            }
        }
        if (digits > 0) {
            keep(found++, value, digits, text);
        }
        if (found < 5) {
            throw new IllegalArgumentException("it has no time of day");
        }
        int hour = hour(parts[3], text.substring(at).strip().toUpperCase(Locale.ROOT));
        int second = found > 5 ? parts[5] : 0;
        if (parts[4] > 59 || second > 59) {
            throw new IllegalArgumentException("its time of day does not exist");
        }
        return epochDay() * DAY_SECONDS + hour * 3600L + parts[4] * 60L + second - EAST_AFRICA_SECONDS;
    }

    private void keep(int index, int value, int digits, String text) {
        if (index >= parts.length) {
            throw new IllegalArgumentException("it has more parts than a moment has: \"" + text + "\"");
        }
        parts[index] = value;
        widths[index] = digits;
    }

    private static int hour(int hour, String suffix) {
        int result = hour;
        if (suffix.equals("AM") || suffix.equals("PM")) {
            if (hour < 1 || hour > 12) {
                throw new IllegalArgumentException("its hour does not go with " + suffix);
            }
            result = hour % 12 + (suffix.equals("PM") ? 12 : 0);
        } else if (!suffix.isEmpty() && !suffix.equals("EAT")) {
            throw new IllegalArgumentException("it ends in \"" + suffix + "\"");
        }
        if (result > 23) {
            throw new IllegalArgumentException("its hour does not exist");
        }
        return result;
    }

    private long epochDay() {
        boolean yearFirst = widths[0] == 4;
        int year = yearFirst ? parts[0] : parts[2];
        int day = yearFirst ? parts[2] : parts[0];
        long date = year * 10_000L + parts[1] * 100L + day;
        if (date != lastDate) {
            if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
                throw new IllegalArgumentException(
                        "its year is not one of M-PESA's; the day comes first, then the month");
            }
            try {
                lastEpochDay = LocalDate.of(year, parts[1], day).toEpochDay();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("its date does not exist; the day comes first, then the month", e);
            }
            lastDate = date;
        }
        return lastEpochDay;
    }

    private static long spreadsheetNumber(String text) {
        try {
            BigDecimal days = new BigDecimal(text.strip());
            long seconds = days.multiply(BigDecimal.valueOf(DAY_SECONDS))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            LocalDate date = SPREADSHEET_EPOCH.plusDays(Math.floorDiv(seconds, DAY_SECONDS));
            if (date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR) {
                throw new IllegalArgumentException("it is a number, and not one that spreadsheets use for moments");
            }
            return SPREADSHEET_EPOCH.toEpochDay() * DAY_SECONDS + seconds - EAST_AFRICA_SECONDS;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("it is no moment", e);
        }
    }
}
