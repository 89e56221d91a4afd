package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the pages write numbers and times. */
final class Words {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm:ss", Locale.ENGLISH);

    private static final DateTimeFormatter MOMENT_OF_YEAR =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm:ss", Locale.ENGLISH);

    private Words() {}

    /** Returns {@code KES 1,500}. */
    static String shillings(long shillings) {
        return String.format(Locale.ROOT, "KES %,d", shillings);
    }

    /** Returns {@code 1,500.00}. */
    static String cents(long cents) {
        return String.format(Locale.ROOT, "%,.2f", cents / 100.0);
    }

    /** Returns {@code Tue 24 Nov, 14:05:12}, Nairobi time. */
    static String moment(Instant instant) {
        return MOMENT.format(EastAfricaTime.at(instant));
    }

    /** Returns {@code Tue 24 Nov 2026, 14:05:12}, Nairobi time, for a clock that can be moved by years. */
    static String momentOfYear(Instant instant) {
        return MOMENT_OF_YEAR.format(EastAfricaTime.at(instant));
    }

    /** Returns {@code 0712 345 678}. */
    static String local(String msisdn) {
        return "0" + msisdn.substring(3, 6) + " " + msisdn.substring(6, 9) + " " + msisdn.substring(9);
    }
}
