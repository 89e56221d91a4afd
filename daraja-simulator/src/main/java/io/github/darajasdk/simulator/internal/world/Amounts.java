package io.github.darajasdk.simulator.internal.world;

import java.util.Locale;

/** The spellings of amounts. */
public final class Amounts {

    private Amounts() {}

    /** Returns {@code 1500.00}. */
    public static String plain(long cents) {
        String sign = cents < 0 ? "-" : "";
        return String.format(Locale.ROOT, "%s%d.%02d", sign, Math.abs(cents) / 100, Math.abs(cents) % 100);
    }

    /** Returns {@code 1,500.00}. */
    public static String grouped(long cents) {
        String sign = cents < 0 ? "-" : "";
        return String.format(Locale.ROOT, "%s%,d.%02d", sign, Math.abs(cents) / 100, Math.abs(cents) % 100);
    }
}
