package io.github.darajasdk.simulator;

import io.github.darajasdk.simulator.internal.world.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the network does to one push: to its answer, to its callback, and to the queries about it. Immutable. Scripts
 * combine:
 *
 * <pre>{@code
 * simulator.nextPush().delivery(DeliveryScript.loseCallback().and(DeliveryScript.slowAnswer(Duration.ofSeconds(3))));
 * }</pre>
 */
public final class DeliveryScript {

    /** How often a callback can be sent at most. */
    public static final int MOST_COPIES = 1_000;

    private static final DeliveryScript NORMAL = new DeliveryScript(new Builder());

    private final @Nullable GatewayFault fault;
    private final boolean acceptedFirst;
    private final @Nullable Duration answerDelay;
    private final @Nullable Duration answerHold;
    private final boolean callbackLost;
    private final @Nullable Duration callbackDelay;
    private final int callbackCopies;
    private final boolean callbackFirst;
    private final boolean contradicted;
    private final @Nullable BigDecimal callbackAmount;
    private final boolean unknownIds;
    private final @Nullable CallbackShape shape;
    private final @Nullable String queryCode;
    private final @Nullable String queryDescription;

    private DeliveryScript(Builder builder) {
        this.fault = builder.fault;
        this.acceptedFirst = builder.acceptedFirst;
        this.answerDelay = builder.answerDelay;
        this.answerHold = builder.answerHold;
        this.callbackLost = builder.callbackLost;
        this.callbackDelay = builder.callbackDelay;
        this.callbackCopies = builder.callbackCopies;
        this.callbackFirst = builder.callbackFirst;
        this.contradicted = builder.contradicted;
        this.callbackAmount = builder.callbackAmount;
        this.unknownIds = builder.unknownIds;
        this.shape = builder.shape;
        this.queryCode = builder.queryCode;
        this.queryDescription = builder.queryDescription;
    }

    /** {@return a network that does its work} */
    public static DeliveryScript normal() {
        return NORMAL;
    }

    /**
     * The callback is never sent.
     *
     * @return such a network
     */
    public static DeliveryScript loseCallback() {
        Builder builder = new Builder();
        builder.callbackLost = true;
        return builder.build();
    }

    /**
     * The callback leaves this much later, on the simulator's clock.
     *
     * @param delay how long, on the simulator's clock
     * @return such a network
     */
    public static DeliveryScript delayCallback(Duration delay) {
        Builder builder = new Builder();
        builder.callbackDelay = notNegative(delay);
        return builder.build();
    }

    /**
     * The callback is sent {@code times} times, all at the same moment.
     *
     * @param times 1 to {@link #MOST_COPIES}
     * @return such a network
     */
    public static DeliveryScript duplicateCallback(int times) {
        if (times < 1 || times > MOST_COPIES) {
            throw new IllegalArgumentException("A callback can be sent 1 to 1,000 times, not " + times);
        }
        Builder builder = new Builder();
        builder.callbackCopies = times;
        return builder.build();
    }

    /**
     * The answer to the push waits until the callback has been delivered.
     *
     * @return such a network
     */
    public static DeliveryScript callbackBeforeAnswer() {
        Builder builder = new Builder();
        builder.callbackFirst = true;
        return builder.build();
    }

    /**
     * The callback is followed by a second one that says the opposite.
     *
     * @return such a network
     */
    public static DeliveryScript contradictCallback() {
        Builder builder = new Builder();
        builder.contradicted = true;
        return builder.build();
    }

    /**
     * The callback of a success names this amount instead of the debited one, in shillings.
     *
     * @param amount in shillings
     * @return such a network
     */
    public static DeliveryScript wrongAmount(long amount) {
        return wrongAmount(BigDecimal.valueOf(amount));
    }

    /**
     * The callback of a success names this amount instead of the debited one, in shillings; it may be broken or negative.
     *
     * @param amount in shillings
     * @return such a network
     */
    public static DeliveryScript wrongAmount(BigDecimal amount) {
        Builder builder = new Builder();
        builder.callbackAmount = Objects.requireNonNull(amount, "amount");
        return builder.build();
    }

    /**
     * The callback carries identifiers that nobody ever got.
     *
     * @return such a network
     */
    public static DeliveryScript unknownIds() {
        Builder builder = new Builder();
        builder.unknownIds = true;
        return builder.build();
    }

    /**
     * The callback is written in another shape.
     *
     * @param shape how it is written
     * @return such a network
     */
    public static DeliveryScript callbackShape(CallbackShape shape) {
        Builder builder = new Builder();
        builder.shape = Objects.requireNonNull(shape, "shape");
        return builder.build();
    }

    /**
     * The callback is not JSON.
     *
     * @return such a network
     */
    public static DeliveryScript malformedCallback() {
        return callbackShape(CallbackShape.NOT_JSON);
    }

    /**
     * The push is accepted, the phone rings, and the connection is closed without an answer.
     *
     * @return such a network
     */
    public static DeliveryScript acceptThenCutConnection() {
        return fault(GatewayFault.CUT_CONNECTION).afterAccepting();
    }

    /**
     * The connection is closed without an answer, and the push is not accepted.
     *
     * @return such a network
     */
    public static DeliveryScript cutConnection() {
        return fault(GatewayFault.CUT_CONNECTION);
    }

    /**
     * The gateway takes this long before it even looks at the push.
     *
     * @param delay how long, on the simulator's clock
     * @return such a network
     */
    public static DeliveryScript slowAnswer(Duration delay) {
        Builder builder = new Builder();
        builder.answerDelay = notNegative(delay);
        return builder.build();
    }

    /**
     * The push is accepted at once, but its answer is held back this long.
     *
     * @param delay how long, on the simulator's clock
     * @return such a network
     */
    public static DeliveryScript holdAnswer(Duration delay) {
        Builder builder = new Builder();
        builder.answerHold = notNegative(delay);
        return builder.build();
    }

    /**
     * The web firewall answers with HTTP 503 and HTML; the push is not accepted.
     *
     * @return such a network
     */
    public static DeliveryScript http503Html() {
        return fault(GatewayFault.HTML_503);
    }

    /**
     * The answer is HTTP 500, {@code 500.001.1001} with an empty message; the push is not accepted.
     *
     * @return such a network
     */
    public static DeliveryScript http500EmptyMessage() {
        return fault(GatewayFault.EMPTY_MESSAGE);
    }

    /**
     * The push is accepted, but its answer is half a JSON document.
     *
     * @return such a network
     */
    public static DeliveryScript malformedAnswer() {
        return fault(GatewayFault.MALFORMED).afterAccepting();
    }

    /**
     * The gateway answers with {@code fault}; the push is not accepted unless {@link #afterAccepting()} says so.
     *
     * @param fault what the gateway answers
     * @return such a network
     */
    public static DeliveryScript fault(GatewayFault fault) {
        Builder builder = new Builder();
        builder.fault = Objects.requireNonNull(fault, "fault");
        return builder.build();
    }

    /**
     * Queries about this push are answered with this result, whatever is true.
     *
     * @param resultCode as text; codes need not be numbers
     * @param resultDescription the text beside it
     * @return such a network
     */
    public static DeliveryScript queryAnswers(String resultCode, String resultDescription) {
        Builder builder = new Builder();
        builder.queryCode = Objects.requireNonNull(resultCode, "resultCode");
        builder.queryDescription = Objects.requireNonNull(resultDescription, "resultDescription");
        return builder.build();
    }

    /** {@return this script with its fault happening after the push was accepted, so that the phone rings all the same} */
    public DeliveryScript afterAccepting() {
        Builder builder = new Builder().merge(this);
        builder.acceptedFirst = true;
        return builder.build();
    }

    /**
     * {@return a script that does what this one and {@code other} do; where both speak of the same thing, the other}
     *
     * @param other what else is said
     */
    public DeliveryScript and(DeliveryScript other) {
        return new Builder().merge(this).merge(other).build();
    }

    /** {@return the answer that the gateway gives instead of the product's} */
    public Optional<GatewayFault> fault() {
        return Optional.ofNullable(fault);
    }

    /** {@return whether the push is accepted before the {@link #fault()} happens} */
    public boolean isAcceptedFirst() {
        return acceptedFirst;
    }

    /** {@return how long the gateway waits before it looks at the push} */
    public Duration answerDelay() {
        return answerDelay == null ? Duration.ZERO : answerDelay;
    }

    /** {@return how long the answer of an accepted push is held back} */
    public Duration answerHold() {
        return answerHold == null ? Duration.ZERO : answerHold;
    }

    /** {@return whether the callback is never sent} */
    public boolean isCallbackLost() {
        return callbackLost;
    }

    /** {@return how much later than normal the callback leaves} */
    public Duration callbackDelay() {
        return callbackDelay == null ? Duration.ZERO : callbackDelay;
    }

    /** {@return how many times the callback is sent, at least 1} */
    public int callbackCopies() {
        return Math.max(1, callbackCopies);
    }

    /** {@return whether the answer waits for the callback} */
    public boolean isCallbackFirst() {
        return callbackFirst;
    }

    /** {@return whether a second callback says the opposite of the first} */
    public boolean isContradicted() {
        return contradicted;
    }

    /** {@return the amount that the callback names instead of the debited one} */
    public Optional<BigDecimal> callbackAmount() {
        return Optional.ofNullable(callbackAmount);
    }

    /** {@return whether the callback carries identifiers that nobody got} */
    public boolean hasUnknownIds() {
        return unknownIds;
    }

    /** {@return how the callback is written, empty where the simulator's setting decides} */
    public Optional<CallbackShape> callbackShape() {
        return Optional.ofNullable(shape);
    }

    /** {@return the result code that queries answer instead of the true one} */
    public Optional<String> queryCode() {
        return Optional.ofNullable(queryCode);
    }

    /** {@return the text beside {@link #queryCode()}} */
    public Optional<String> queryDescription() {
        return Optional.ofNullable(queryDescription);
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A delay is zero or more, but was " + duration);
        }
        return duration;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, fault != null, acceptedFirst ? "the push is accepted, then " + words(fault) : words(fault));
        append(text, answerDelay != null, "it is looked at after " + words(answerDelay));
        append(text, answerHold != null, "it is accepted, but answered after " + words(answerHold));
        append(text, callbackLost, "the callback is lost");
        append(text, callbackDelay != null, "the callback is late by " + words(callbackDelay));
        append(text, callbackCopies > 1, "the callback comes " + callbackCopies + " times");
        append(text, callbackFirst, "the callback comes before the answer");
        append(text, contradicted, "a second callback says the opposite");
        append(text, callbackAmount != null, "the callback names KES " + callbackAmount);
        append(text, unknownIds, "the callback has unknown identifiers");
        append(text, shape != null, "the callback's shape is " + (shape == null ? "" : Setting.spelling(shape)));
        append(text, queryCode != null, "queries answer " + queryCode);
        return text.isEmpty() ? "the network does its work" : text.toString();
    }

    private static String words(@Nullable GatewayFault fault) {
        if (fault == GatewayFault.CUT_CONNECTION) {
            return "the connection is cut";
        }
        return fault == null ? "" : "the gateway answers " + Setting.spelling(fault);
    }

    private static String words(@Nullable Duration duration) {
        return duration == null ? "" : Durations.words(duration);
    }

    private static void append(StringBuilder text, boolean applies, String words) {
        if (applies) {
            text.append(text.isEmpty() ? "" : ", ").append(words);
        }
    }

    private static final class Builder {
        private @Nullable GatewayFault fault;
        private boolean acceptedFirst;
        private @Nullable Duration answerDelay;
        private @Nullable Duration answerHold;
        private boolean callbackLost;
        private @Nullable Duration callbackDelay;
        private int callbackCopies;
        private boolean callbackFirst;
        private boolean contradicted;
        private @Nullable BigDecimal callbackAmount;
        private boolean unknownIds;
        private @Nullable CallbackShape shape;
        private @Nullable String queryCode;
        private @Nullable String queryDescription;

        Builder merge(DeliveryScript script) {
            if (script.fault != null) {
                fault = script.fault;
                acceptedFirst = script.acceptedFirst;
            }
            answerDelay = latest(answerDelay, script.answerDelay);
            answerHold = latest(answerHold, script.answerHold);
            callbackLost |= script.callbackLost;
            callbackDelay = latest(callbackDelay, script.callbackDelay);
            callbackCopies = script.callbackCopies == 0 ? callbackCopies : script.callbackCopies;
            callbackFirst |= script.callbackFirst;
            contradicted |= script.contradicted;
            callbackAmount = latest(callbackAmount, script.callbackAmount);
            unknownIds |= script.unknownIds;
            shape = latest(shape, script.shape);
            queryCode = latest(queryCode, script.queryCode);
            queryDescription = latest(queryDescription, script.queryDescription);
            return this;
        }

        private static <T> @Nullable T latest(@Nullable T mine, @Nullable T other) {
            return other == null ? mine : other;
        }

        DeliveryScript build() {
            return new DeliveryScript(this);
        }
    }
}
