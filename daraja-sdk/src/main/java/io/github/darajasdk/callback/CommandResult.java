package io.github.darajasdk.callback;

import io.github.darajasdk.ConversationId;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended: a payout, a payment to a business, a reversal, a status or balance query. Anyone can send such a
 * body: check the address it came to and that its ids belong to a command that is waiting.
 *
 * <p>What a success says in particular is read by {@link PayoutReport}, {@link BusinessPaymentReport},
 * {@link ReversalReport}, {@link TransactionReport} and {@link BalanceReport}.
 *
 * <p>Made by {@link CallbackParser}. Immutable.
 */
public abstract sealed class CommandResult {

    private final Facts facts;

    private CommandResult(Facts facts) {
        this.facts = facts;
    }

    /**
     * Returns Daraja's id of the command.
     *
     * @return the id, or empty; this and {@link #originatorConversationId()} are never both empty
     */
    public Optional<ConversationId> conversationId() {
        return Optional.ofNullable(facts.conversationId);
    }

    /**
     * Returns the originator's id. It may be Daraja's own instead of the one given with the request: match on
     * {@link #conversationId()} as well.
     *
     * @return the id, or empty
     */
    public Optional<ConversationId> originatorConversationId() {
        return Optional.ofNullable(facts.originatorConversationId);
    }

    /**
     * Returns the code.
     *
     * @return the result code, on the channel of the product
     */
    public ResultCode resultCode() {
        return facts.resultCode;
    }

    /**
     * Returns M-PESA's text. Decide on the code, never on this; escape it before showing or logging it.
     *
     * @return the text, possibly empty
     */
    public String resultDescription() {
        return facts.resultDescription;
    }

    /**
     * Returns M-PESA's transaction id as received. On failures and on answers to queries it is a placeholder.
     *
     * @return the id, or empty
     */
    public Optional<String> transactionId() {
        return Optional.ofNullable(facts.transactionId);
    }

    /**
     * Returns all parameters in the order received. Keys may repeat.
     *
     * @return unmodifiable, often empty
     */
    public List<Parameter> parameters() {
        return facts.parameters;
    }

    /**
     * Returns the value of the first parameter of that name that has one.
     *
     * @param key for example {@code ReceiptNo}
     * @return the value as text, or empty
     */
    public Optional<String> parameter(String key) {
        return first(facts.parameters, key);
    }

    /**
     * Returns all reference items in the order received.
     *
     * @return unmodifiable, often empty
     */
    public List<Parameter> references() {
        return facts.references;
    }

    /**
     * Returns the value of the first reference item of that name that has one.
     *
     * @param key for example {@code BillReferenceNumber}
     * @return the value as text, or empty
     */
    public Optional<String> reference(String key) {
        return first(facts.references, key);
    }

    private static Optional<String> first(List<Parameter> list, String key) {
        return list.stream()
                .filter(parameter -> parameter.key().equals(key))
                .flatMap(parameter -> parameter.value().stream())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + resultCode() + ", " + facts.conversationId + "]";
    }

    /**
     * One pair of a result.
     *
     * @param key the name
     * @param value as text, or empty: Safaricom leaves values out
     */
    public record Parameter(String key, Optional<String> value) {}

    /**
     * Done: code 0. For a query it means that the question was answered, and nothing about the transaction asked for.
     */
    public static final class Succeeded extends CommandResult {

        private final @Nullable ReceiptNumber receiptNumber;

        Succeeded(Facts facts, @Nullable ReceiptNumber receiptNumber) {
            super(facts);
            this.receiptNumber = receiptNumber;
        }

        /**
         * Returns the receipt of the movement of money that this command made.
         *
         * @return the receipt; empty only for queries, which move nothing
         */
        public Optional<ReceiptNumber> receiptNumber() {
            return Optional.ofNullable(receiptNumber);
        }
    }

    /** Not done, and it will not be: a code that the catalogue marks final. */
    public static final class Failed extends CommandResult {
        Failed(Facts facts) {
            super(facts);
        }
    }

    /** Nothing that can be relied on: a soft or unknown code, or a success without its receipt. Ask by status. */
    public static final class Unresolved extends CommandResult {
        Unresolved(Facts facts) {
            super(facts);
        }
    }

    record Facts(
            @Nullable ConversationId conversationId,
            @Nullable ConversationId originatorConversationId,
            ResultCode resultCode,
            String resultDescription,
            @Nullable String transactionId,
            List<Parameter> parameters,
            List<Parameter> references) {}
}
