package io.github.darajasdk.internal.wire;

import io.github.darajasdk.Amount;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts from the wire: whole shillings, checked before any conversion. */
public final class WholeShillings {

    /** The most digits a genuine amount can have, fraction included; longer ones are refused before any arithmetic. */
    private static final int LONGEST = 12;

    private static final Pattern TEXT = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,4})?");

    private WholeShillings() {}

    /** Empty if negative, zero, fractional, or too long to be an amount. */
    public static Optional<Amount> of(BigDecimal value) {
        // Precision and scale first: turning 1e9999999 into digits would take seconds and gigabytes.
        if (value.precision() > LONGEST || value.scale() > LONGEST || value.scale() < -LONGEST) {
            return Optional.empty();
        }
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > 0 || plain.signum() <= 0 || plain.precision() - plain.scale() > 9) {
            return Optional.empty();
        }
        return Optional.of(Amount.kes(plain.longValueExact()));
    }

    /** For products that write amounts as text; plain digits with an optional fraction of zeros. */
    public static Optional<Amount> ofText(String text) {
        return TEXT.matcher(text).matches() ? of(new BigDecimal(text)) : Optional.empty();
    }
}
