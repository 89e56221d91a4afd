package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.callback.CallbackParseException.Reason;
import io.github.darajasdk.internal.client.QuietListener;
import io.github.darajasdk.internal.wire.WireFormatException;
import io.github.darajasdk.internal.wire.WireObject;
import io.github.darajasdk.spi.DarajaEventListener;
import java.util.Locale;
import java.util.function.Function;

/**
 * Reads what Daraja posts to us. Strict where a mistake would be taken for money (duplicate keys, result codes, amounts,
 * receipts, size, depth), lenient where Safaricom itself is loose (order, missing values, numbers as text, one object
 * instead of an array, unknown fields).
 *
 * <p>Reading proves nothing about who sent the bytes: see {@link CallbackGuard}.
 *
 * <p>Immutable and thread-safe. Uses its own JSON reader, never the application's.
 */
public final class CallbackParser {

    /** The largest body that is read: 64 KiB. A genuine callback has about one. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    private final Amount maxAmount;
    private final DarajaEventListener listener;

    private CallbackParser(Builder builder) {
        this.maxAmount = builder.maxAmount;
        this.listener = new QuietListener(builder.listener);
    }

    /**
     * Makes a parser with the default settings.
     *
     * @return a parser
     */
    public static CallbackParser create() {
        return builder().build();
    }

    /**
     * Starts with the default settings.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the outcome of an STK Push.
     *
     * @param body the bytes exactly as received
     * @return paid, not paid, or unresolved
     * @throws CallbackParseException if the body cannot be relied on
     */
    public StkCallback parseStk(byte[] body) {
        return read(CallbackPurpose.STK, body, json -> StkCallbackReader.read(json, maxAmount));
    }

    private <T> T read(CallbackPurpose purpose, byte[] body, Function<WireObject, T> reader) {
        try {
            T callback = reader.apply(parse(body));
            listener.callbackParsed(purpose.word(), word(callback));
            return callback;
        } catch (CallbackParseException e) {
            listener.callbackRefused(word(e.reason()));
            throw e;
        }
    }

    private static WireObject parse(byte[] body) {
        if (body.length > MAX_BODY_BYTES) {
            throw new CallbackParseException(
                    Reason.TOO_LARGE, "a callback has at most " + MAX_BODY_BYTES + " bytes, this has " + body.length);
        }
        try {
            return WireObject.parse(body);
        } catch (WireFormatException e) {
            Reason reason = switch (e.kind()) {
                case EMPTY -> Reason.EMPTY;
                case NOT_UTF8 -> Reason.NOT_UTF8;
                case NOT_JSON -> Reason.NOT_JSON;
                case NOT_AN_OBJECT -> Reason.WRONG_SHAPE;
            };
            throw new CallbackParseException(reason, String.valueOf(e.getMessage()));
        }
    }

    /** {@code NotPaid} and {@code BAD_AMOUNT} become {@code not-paid} and {@code bad-amount}. */
    private static String word(Object value) {
        String name = value instanceof Enum<?> constant
                ? constant.name()
                : value.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {

        private static final DarajaEventListener SILENT = new DarajaEventListener() {};

        private Amount maxAmount = Amount.MAX;
        private DarajaEventListener listener = SILENT;

        private Builder() {}

        /**
         * Sets the largest amount that is believed of one customer payment. Default {@link Amount#MAX}, M-PESA's own limit
         * at the time of writing.
         *
         * @param maxAmount the limit
         * @return this builder
         */
        public Builder maxAmount(Amount maxAmount) {
            this.maxAmount = maxAmount;
            return this;
        }

        /**
         * Sets who is told about callbacks that were read or refused. Default: nobody.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder eventListener(DarajaEventListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Completes the settings.
         *
         * @return a parser
         */
        public CallbackParser build() {
            return new CallbackParser(this);
        }
    }
}
