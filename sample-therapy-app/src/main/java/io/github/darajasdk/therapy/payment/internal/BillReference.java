package io.github.darajasdk.therapy.payment.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in M-PESA's account field, read as one of ours: a booking number, as people type it, with the number of an
 * attempt behind it when our own push sent it along. Small letters and blanks are forgiven, a wrong character is not.
 */
record BillReference(String bookingNumber, OptionalInt attempt) {

    private static final Pattern FORM = Pattern.compile("([A-Z0-9]{5,9})(?:-([1-9][0-9]?))?");

    /** Empty when it is none of ours. */
    static Optional<BillReference> read(@Nullable String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        String number = form.group(2);
        return Optional.of(new BillReference(
                form.group(1), number == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number))));
    }
}
