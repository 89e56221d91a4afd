package io.github.darajasdk.simulator.internal.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.http.Fields;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Transaction;
import io.github.darajasdk.simulator.internal.world.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Transaction Status: what M-PESA's records say about one transaction. */
final class StatusProduct implements CommandProduct {

    private final World world;

    StatusProduct(World world) {
        this.world = world;
    }

    @Override
    public String kind() {
        return "status";
    }

    @Override
    public Optional<String> originatorId(ObjectNode body) {
        return Optional.empty();
    }

    @Override
    public Optional<String> invalidField(ObjectNode body) {
        boolean byConversation = !Json.text(body, "OriginalConversationID").isEmpty();
        return new Fields(body)
                .oneOf("CommandID", "TransactionStatusQuery")
                .check("TransactionID", text -> byConversation || !text.isEmpty())
                .oneOf("IdentifierType", "1", "2", "4")
                .length("Remarks", 1, 100)
                .invalid();
    }

    @Override
    public CommandResult perform(CommandCall call) {
        Optional<Transaction> found = world.transactions()
                .byReceipt(call.text("TransactionID"))
                .or(() -> world.transactions().byConversation(call.text("OriginalConversationID")))
                .filter(transaction -> concerns(transaction, call.text("PartyA")));
        if (found.isEmpty()) {
            return failure(call, "2032", "The transaction receipt number does not exist.");
        }
        return new CommandResult(
                "0",
                "The service request is processed successfully.",
                Commands.placeholder(world, call),
                found.get().fromCustomer() ? customerPayment(found.get()) : businessPayment(found.get()),
                CommandResult.bare("Occasion"),
                false);
    }

    /** Returns whether the asker is a party of the transaction. */
    private static boolean concerns(Transaction transaction, String partyA) {
        return transaction.shortCode().equals(partyA)
                || transaction.debitParty().startsWith(partyA + " ")
                || transaction.creditParty().startsWith(partyA + " ");
    }

    @Override
    public CommandResult failure(CommandCall call, String code, String description) {
        @Nullable
        JsonNode parameters = code.equals("2001")
                ? CommandResult.pair("BOCompletedTime", Long.parseLong(EastAfricaTime.stamp(call.at())))
                : null;
        return new CommandResult(
                code,
                description,
                Commands.placeholder(world, call),
                parameters,
                CommandResult.bare("Occasion"),
                false);
    }

    private static ArrayNode customerPayment(Transaction transaction) {
        return CommandResult.list(
                CommandResult.pair("DebitPartyName", transaction.debitParty()),
                CommandResult.pair("CreditPartyName", transaction.creditParty()),
                CommandResult.pair("OriginatorConversationID", transaction.originatorConversationId()),
                CommandResult.pair("InitiatedTime", stampNumber(transaction.initiatedAt())),
                CommandResult.pair("DebitAccountType", transaction.road().debitAccountType()),
                CommandResult.pair("DebitPartyCharges", ""),
                CommandResult.bare("TransactionReason"),
                CommandResult.pair("ReasonType", transaction.road().reasonType()),
                CommandResult.pair("TransactionStatus", transaction.status()),
                CommandResult.pair("FinalisedTime", stampNumber(transaction.finalisedAt())),
                CommandResult.pair("Amount", Json.decimal(BigDecimal.valueOf(transaction.cents(), 2))),
                CommandResult.pair("ConversationID", transaction.conversationId()),
                CommandResult.pair("ReceiptNo", transaction.receipt()));
    }

    private static ArrayNode businessPayment(Transaction transaction) {
        if (!transaction.completed()) {
            return CommandResult.list(
                    CommandResult.pair("DebitPartyName", transaction.debitParty()),
                    CommandResult.pair("CreditPartyName", transaction.creditParty()),
                    CommandResult.pair("TransactionStatus", transaction.status()),
                    CommandResult.pair("InitiatedTime", EastAfricaTime.stamp(transaction.initiatedAt())),
                    CommandResult.pair("Amount", Long.toString(transaction.cents() / 100)),
                    CommandResult.pair("ReceiptNo", transaction.receipt()));
        }
        boolean toCustomer = transaction.road() == Transaction.Road.B2C || transaction.road() == Transaction.Road.POCHI;
        // Safaricom's own sample names the receiver DebitPartyName a second time.
        return CommandResult.list(
                CommandResult.pair("DebitPartyName", transaction.debitParty()),
                CommandResult.pair("DebitPartyName", transaction.creditParty()),
                CommandResult.pair("OriginatorConversationID", transaction.originatorConversationId()),
                CommandResult.pair("InitiatedTime", EastAfricaTime.stamp(transaction.initiatedAt())),
                CommandResult.pair("DebitAccountType", transaction.road().debitAccountType()),
                CommandResult.pair("DebitPartyCharges", toCustomer ? "Fee For B2C Payment|KES|22.40" : ""),
                CommandResult.bare("TransactionReason"),
                CommandResult.pair("ReasonType", transaction.road().reasonType()),
                CommandResult.pair("TransactionStatus", transaction.status()),
                CommandResult.pair("FinalisedTime", EastAfricaTime.stamp(transaction.finalisedAt())),
                CommandResult.pair("Amount", Long.toString(transaction.cents() / 100)),
                CommandResult.pair("ConversationID", transaction.conversationId()),
                CommandResult.pair("ReceiptNo", transaction.receipt()));
    }

    private static long stampNumber(Instant at) {
        return Long.parseLong(EastAfricaTime.stamp(at));
    }
}
