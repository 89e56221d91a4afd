package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultChannel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What M-PESA says about a transaction that was asked for by status. That the query succeeded says nothing: look at
 * {@link #state()}.
 *
 * @param state what became of the transaction
 * @param receiptNumber its receipt
 * @param amount how much, if it can be read
 * @param debitParties who paid, as number and name; M-PESA sometimes lists two
 * @param creditParty who was paid, as number and name
 * @param initiatedTime when it began
 * @param finalisedTime when it ended
 * @param originatorConversationId the originator's id of the transaction asked for, not of the query
 * @param conversationId Daraja's id of the transaction asked for, not of the query
 */
public record TransactionReport(
        State state,
        Optional<ReceiptNumber> receiptNumber,
        Optional<Amount> amount,
        List<String> debitParties,
        Optional<String> creditParty,
        Optional<Instant> initiatedTime,
        Optional<Instant> finalisedTime,
        Optional<ConversationId> originatorConversationId,
        Optional<ConversationId> conversationId) {

    /** What became of a transaction. */
    public enum State {
        /** The money moved. */
        COMPLETED,
        /** Still under way. */
        OPEN,
        /** It did not happen: cancelled. */
        CANCELLED,
        /** It did not happen: declined. */
        DECLINED,
        /** It did not happen: expired. */
        EXPIRED,
        /** A word this SDK does not know, or none: it proves nothing. */
        UNKNOWN
    }

    /**
     * Copies the list.
     *
     * @param state what became of the transaction
     * @param receiptNumber its receipt
     * @param amount how much, if it can be read
     * @param debitParties who paid
     * @param creditParty who was paid
     * @param initiatedTime when it began
     * @param finalisedTime when it ended
     * @param originatorConversationId the originator's id of the transaction
     * @param conversationId Daraja's id of the transaction
     */
    public TransactionReport {
        debitParties = List.copyOf(debitParties);
    }

    /**
     * Reads a result.
     *
     * @param result of a status query
     * @return the report
     * @throws IllegalArgumentException if the result is of another product
     */
    public static TransactionReport of(CommandResult.Succeeded result) {
        ReportFields fields = new ReportFields(result, "transaction report", Set.of(ResultChannel.STATUS));
        return new TransactionReport(
                fields.text("TransactionStatus").map(TransactionReport::state).orElse(State.UNKNOWN),
                fields.receipt("ReceiptNo"),
                fields.amount("Amount"),
                result.parameters().stream()
                        .filter(parameter -> parameter.key().equals("DebitPartyName"))
                        .flatMap(parameter -> parameter.value().stream())
                        .toList(),
                fields.text("CreditPartyName"),
                fields.time("InitiatedTime"),
                fields.time("FinalisedTime"),
                fields.text("OriginatorConversationID").flatMap(TransactionReport::id),
                fields.text("ConversationID").flatMap(TransactionReport::id));
    }

    private static State state(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "completed" -> State.COMPLETED;
            case "initiated", "authorized", "pending authorized" -> State.OPEN;
            case "cancelled" -> State.CANCELLED;
            case "declined" -> State.DECLINED;
            case "expired" -> State.EXPIRED;
            default -> State.UNKNOWN;
        };
    }

    private static Optional<ConversationId> id(String text) {
        try {
            return Optional.of(ConversationId.of(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Leaves the parties out. */
    @Override
    public String toString() {
        return "TransactionReport[" + state + ", " + receiptNumber + ", " + amount + "]";
    }
}
