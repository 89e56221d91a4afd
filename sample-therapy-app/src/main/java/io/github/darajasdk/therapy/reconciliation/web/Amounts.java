package io.github.darajasdk.therapy.reconciliation.web;

import java.util.Locale;
import org.springframework.stereotype.Component;

/** Writes sums that may be negative and may have cents. Templates use it as {@code @amounts}. */
@Component("amounts")
public class Amounts {

    private static final long CENTS = 100;

    /** For example {@code KES 1,500}, {@code KES 26.50}, {@code −KES 1,500}. */
    public String kes(long cents) {
        String sign = cents < 0 ? "−" : "";
        long size = Math.abs(cents);
        String shillings = String.format(Locale.ROOT, "%,d", size / CENTS);
        String rest = size % CENTS == 0 ? "" : String.format(Locale.ROOT, ".%02d", size % CENTS);
        return sign + "KES " + shillings + rest;
    }

    /** For programs: {@code 1500.00}, {@code -26.50}. */
    static String plain(long cents) {
        return String.format(
                Locale.ROOT, "%s%d.%02d", cents < 0 ? "-" : "", Math.abs(cents) / CENTS, Math.abs(cents) % CENTS);
    }
}
