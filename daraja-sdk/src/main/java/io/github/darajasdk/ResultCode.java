package io.github.darajasdk;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction ended, as M-PESA said it. Open: a code nobody has seen before is kept as it is, belongs to
 * {@link ResultCategory#UNKNOWN} and proves nothing.
 *
 * <p>Codes are text, because some are ({@code SFC_IC0003}), and because a number in the callback is a string in the query.
 */
public final class ResultCode {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private final ResultChannel channel;
    private final String value;
    private final ResultCodeTable.Entry entry;

    private ResultCode(ResultChannel channel, String value) {
        this.channel = Objects.requireNonNull(channel, "channel");
        this.value =
                Check.matches(value, FORM, "result code", "one to forty letters, digits, dots, dashes or underscores");
        this.entry = ResultCodeTable.standard().find(channel, value);
    }

    /**
     * A code of an STK Push, from callback or query.
     *
     * @param value for example {@code 1032}
     * @return the code
     * @throws IllegalArgumentException if the text cannot be a code
     */
    public static ResultCode stk(String value) {
        return new ResultCode(ResultChannel.STK, value);
    }

    /**
     * A code of any product.
     *
     * @param channel where it was said
     * @param value for example {@code R000002}
     * @return the code
     * @throws IllegalArgumentException if the text cannot be a code
     */
    public static ResultCode of(ResultChannel channel, String value) {
        return new ResultCode(channel, value);
    }

    /**
     * Returns where the code was said.
     *
     * @return the channel
     */
    public ResultChannel channel() {
        return channel;
    }

    /**
     * Returns the code exactly as received.
     *
     * @return the bare code
     */
    public String value() {
        return value;
    }

    /**
     * Tells whether the catalogue knows this code on this channel.
     *
     * @return false for a code nobody has described yet
     */
    public boolean known() {
        return entry.known();
    }

    /**
     * Returns what kind of thing happened.
     *
     * @return the category; {@link ResultCategory#UNKNOWN} for a code that is not known
     */
    public ResultCategory category() {
        return entry.category();
    }

    /**
     * Returns how far the code can be believed as the end.
     *
     * @return the finality; {@link ResultFinality#NOT_FINAL} for a code that is not known
     */
    public ResultFinality finality() {
        return entry.finality();
    }

    /**
     * Returns whether and when a new request makes sense.
     *
     * @return the rule; never, for a code that is not known
     */
    public RetryRule retryRule() {
        return entry.retryRule();
    }

    /**
     * Returns what the code means, for developers and operators, in English.
     *
     * @return one or two sentences
     */
    public String meaning() {
        return entry.meaning();
    }

    /**
     * Returns what to tell the customer: what happened, what it means for the money, what to do.
     *
     * @param locale Swahili for language {@code sw}, English for any other
     * @return one to three short sentences
     */
    public String customerMessage(Locale locale) {
        return locale.getLanguage().equals("sw") ? entry.swahili() : entry.english();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResultCode that && channel == that.channel && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(channel, value);
    }

    /** Returns for example {@code stk 1032}. */
    @Override
    public String toString() {
        return channel.key() + " " + value;
    }
}
