package io.github.darajasdk.spring.web;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackParseException;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.StkCallback;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that came to a callback address of ours. The address is genuine; the content is whatever the sender wrote, so
 * check that ids and amount are those of the payment that {@link #reference()} names.
 *
 * <p>Immutable.
 */
public final class CallbackDelivery {

    private final CallbackPurpose purpose;
    private final ShortCode shortCode;
    private final String reference;
    private final byte[] rawBody;
    private final @Nullable Object parsed;
    private final @Nullable CallbackParseException parseFailure;
    private final String remoteAddress;
    private final Instant receivedAt;

    private CallbackDelivery(
            CallbackPurpose purpose,
            ShortCode shortCode,
            String reference,
            byte[] rawBody,
            @Nullable Object parsed,
            @Nullable CallbackParseException parseFailure,
            String remoteAddress,
            Instant receivedAt) {
        this.purpose = Objects.requireNonNull(purpose, "purpose");
        this.shortCode = Objects.requireNonNull(shortCode, "shortCode");
        this.reference = Objects.requireNonNull(reference, "reference");
        this.rawBody = rawBody;
        this.parsed = parsed;
        this.parseFailure = parseFailure;
        this.remoteAddress = Objects.requireNonNull(remoteAddress, "remoteAddress");
        this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
    }

    /**
     * Makes a delivery as the endpoint does, reading the body as far as it can be read. For tests of a handler, and for
     * handing a stored body to it once more.
     *
     * @param parser reads the body
     * @param purpose what the address was made for
     * @param shortCode whose address it is
     * @param reference the reference that the address was made with
     * @param rawBody the bytes exactly as received; copied
     * @param remoteAddress who sent it
     * @param receivedAt when it arrived
     * @return the delivery
     */
    public static CallbackDelivery read(
            CallbackParser parser,
            CallbackPurpose purpose,
            ShortCode shortCode,
            String reference,
            byte[] rawBody,
            String remoteAddress,
            Instant receivedAt) {
        byte[] body = rawBody.clone();
        Object parsed = null;
        CallbackParseException failure = null;
        try {
            parsed = parse(parser, purpose, body);
        } catch (CallbackParseException e) {
            failure = e;
        }
        return new CallbackDelivery(purpose, shortCode, reference, body, parsed, failure, remoteAddress, receivedAt);
    }

    private static @Nullable Object parse(CallbackParser parser, CallbackPurpose purpose, byte[] body) {
        return switch (purpose) {
            case STK -> parser.parseStk(body);
            case C2B_VALIDATION -> parser.parseC2bValidation(body);
            case C2B_CONFIRMATION -> parser.parseC2bConfirmation(body);
            case B2C_RESULT, B2B_RESULT, STATUS_RESULT, REVERSAL_RESULT, BALANCE_RESULT ->
                parser.parseResult(purpose, body);
            case B2C_TIMEOUT, B2B_TIMEOUT, STATUS_TIMEOUT, REVERSAL_TIMEOUT, BALANCE_TIMEOUT ->
                parser.parseTimeout(purpose, body);
            case B2B_EXPRESS -> parser.parseB2bExpress(body);
            case BILL -> parser.parseBillPayment(body);
            case STANDING_ORDER -> parser.parseStandingOrder(body);
            case PULL -> null;
        };
    }

    /**
     * Returns what the address was made for.
     *
     * @return the purpose
     */
    public CallbackPurpose purpose() {
        return purpose;
    }

    /**
     * Returns whose address it is.
     *
     * @return the merchant's short code
     */
    public ShortCode shortCode() {
        return shortCode;
    }

    /**
     * Returns the reference that the address was made with, which names the payment to the application.
     *
     * @return one to 64 letters, digits, dashes or underscores
     */
    public String reference() {
        return reference;
    }

    /**
     * Returns the body exactly as received: the only copy there is. It holds personal data; keep it out of logs.
     *
     * @return a new array, possibly empty, at most 64 KiB
     */
    public byte[] rawBody() {
        return rawBody.clone();
    }

    /**
     * Returns what the body says about an STK Push.
     *
     * @return the outcome; empty if it cannot be relied on ({@link #parseFailure()} says why) or if the
     *     {@link #purpose()} is another
     */
    public Optional<StkCallback> parsed() {
        return parsed(StkCallback.class);
    }

    /**
     * Returns what the body says, as the type that belongs to the {@link #purpose()}: {@link StkCallback} for STK,
     * {@link io.github.darajasdk.callback.CommandResult} for the results and
     * {@link io.github.darajasdk.callback.CommandTimeout} for the timeouts of commands,
     * {@link io.github.darajasdk.callback.C2bPayment} for C2B,
     * {@link io.github.darajasdk.callback.B2bExpressCallback}, {@link io.github.darajasdk.callback.BillPayment} and
     * {@link io.github.darajasdk.callback.StandingOrderCallback}. Pull has its raw body only.
     *
     * @param type the type that is expected
     * @param <T> the type that is expected
     * @return the content; empty if it cannot be relied on ({@link #parseFailure()} says why) or is of another type
     */
    public <T> Optional<T> parsed(Class<T> type) {
        return Optional.ofNullable(parsed).filter(type::isInstance).map(type::cast);
    }

    /**
     * Returns why the body could not be read. Store it all the same and ask M-PESA with the query: the customer may have
     * paid.
     *
     * @return the failure, or empty
     */
    public Optional<CallbackParseException> parseFailure() {
        return Optional.ofNullable(parseFailure);
    }

    /**
     * Returns who sent it: the connection's peer, or what the trusted proxies said of theirs.
     *
     * @return an IP address as text
     */
    public String remoteAddress() {
        return remoteAddress;
    }

    /**
     * Returns when the request arrived.
     *
     * @return the moment by the application's clock
     */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Shows neither body nor sender. */
    @Override
    public String toString() {
        return "CallbackDelivery[" + purpose.word() + ", " + reference + ", " + rawBody.length + " bytes"
                + (parseFailure == null ? "" : ", unreadable: " + parseFailure.reason()) + "]";
    }
}
