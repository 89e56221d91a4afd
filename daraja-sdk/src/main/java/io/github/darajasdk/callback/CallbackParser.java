package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ResultChannel;
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

    /**
     * Reads the result of a command.
     *
     * @param purpose which kind of command; one of the {@code _RESULT} purposes
     * @param body the bytes exactly as received
     * @return succeeded, failed, or unresolved
     * @throws CallbackParseException if the body cannot be relied on
     * @throws IllegalArgumentException if the purpose is of another kind
     */
    public CommandResult parseResult(CallbackPurpose purpose, byte[] body) {
        return switch (purpose) {
            case B2C_RESULT -> readResult(purpose, body, ResultChannel.B2C, true);
            case B2B_RESULT -> readResult(purpose, body, ResultChannel.B2B, true);
            case REVERSAL_RESULT -> readResult(purpose, body, ResultChannel.REVERSAL, true);
            case STATUS_RESULT -> readResult(purpose, body, ResultChannel.STATUS, false);
            case BALANCE_RESULT -> readResult(purpose, body, ResultChannel.BALANCE, false);
            default -> throw new IllegalArgumentException(purpose + " is not about the result of a command");
        };
    }

    private CommandResult readResult(CallbackPurpose purpose, byte[] body, ResultChannel channel, boolean movesMoney) {
        return read(purpose, body, json -> CommandResultReader.read(json, channel, movesMoney));
    }

    /**
     * Reads the message that a command waited too long. It proves nothing, whatever it says.
     *
     * @param purpose which kind of command; one of the {@code _TIMEOUT} purposes
     * @param body the bytes exactly as received
     * @return the ids it carries, if any
     * @throws CallbackParseException if the body is no JSON object
     * @throws IllegalArgumentException if the purpose is of another kind
     */
    public CommandTimeout parseTimeout(CallbackPurpose purpose, byte[] body) {
        return switch (purpose) {
            case B2C_TIMEOUT, B2B_TIMEOUT, STATUS_TIMEOUT, REVERSAL_TIMEOUT, BALANCE_TIMEOUT ->
                read(purpose, body, CommandResultReader::readTimeout);
            default -> throw new IllegalArgumentException(purpose + " is not about a timeout");
        };
    }

    /**
     * Reads the question whether a customer's payment may go through.
     *
     * @param body the bytes exactly as received
     * @return the payment that is about to be made
     * @throws CallbackParseException if the body cannot be relied on
     */
    public C2bPayment parseC2bValidation(byte[] body) {
        return read(CallbackPurpose.C2B_VALIDATION, body, json -> C2bPaymentReader.read(json, maxAmount));
    }

    /**
     * Reads the report of a customer's payment.
     *
     * @param body the bytes exactly as received
     * @return the payment that was made
     * @throws CallbackParseException if the body cannot be relied on
     */
    public C2bPayment parseC2bConfirmation(byte[] body) {
        return read(CallbackPurpose.C2B_CONFIRMATION, body, json -> C2bPaymentReader.read(json, maxAmount));
    }

    /**
     * Reads the outcome of a prompt to the operator of a till.
     *
     * @param body the bytes exactly as received
     * @return paid, not paid, or unresolved
     * @throws CallbackParseException if the body cannot be relied on
     */
    public B2bExpressCallback parseB2bExpress(byte[] body) {
        return read(CallbackPurpose.B2B_EXPRESS, body, json -> OtherReaders.b2bExpress(json, maxAmount));
    }

    /**
     * Reads the payment of a bill. Answer it with {@link CallbackAck#billReceived()}.
     *
     * @param body the bytes exactly as received
     * @return the payment
     * @throws CallbackParseException if the body cannot be relied on
     */
    public BillPayment parseBillPayment(byte[] body) {
        return read(CallbackPurpose.BILL, body, json -> OtherReaders.bill(json, maxAmount));
    }

    /**
     * Reads whether a standing order was set up.
     *
     * @param body the bytes exactly as received
     * @return created, not created, or unresolved
     * @throws CallbackParseException if the body cannot be relied on
     */
    public StandingOrderCallback parseStandingOrder(byte[] body) {
        return read(CallbackPurpose.STANDING_ORDER, body, OtherReaders::standingOrder);
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
                ? constant.name().toLowerCase(Locale.ROOT)
                : value.getClass().getSimpleName();
        StringBuilder word = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (i > 0 && Character.isUpperCase(letter) && Character.isLowerCase(name.charAt(i - 1))) {
                word.append('-');
            }
            word.append(letter == '_' ? '-' : Character.toLowerCase(letter));
        }
        return word.toString();
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
