package io.github.darajasdk.simulator.internal.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.http.Fields;
import io.github.darajasdk.simulator.internal.world.Amounts;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.Transaction;
import io.github.darajasdk.simulator.internal.world.World;
import java.math.BigDecimal;
import java.util.Optional;

/** Reversal: a customer's payment goes back, whole. */
final class ReversalProduct implements CommandProduct {

    private static final String INTERNAL_URL =
            "https://internalsandbox.safaricom.co.ke/mpesa/reversalresults/v1/submit";
    private static final String INVALID_ORIGINAL = "The OriginalTransactionID is invalid.";

    private final World world;

    ReversalProduct(World world) {
        this.world = world;
    }

    @Override
    public String kind() {
        return "reversal";
    }

    @Override
    public Optional<String> originatorId(ObjectNode body) {
        return Optional.empty(); // no idempotency key; R000001 protects
    }

    @Override
    public Optional<String> invalidField(ObjectNode body) {
        return new Fields(body)
                .oneOf("CommandID", "TransactionReversal")
                .present("TransactionID")
                .amount("Amount")
                .shortCode("ReceiverParty")
                .oneOf("RecieverIdentifierType", "11")
                .length("Remarks", 2, 100)
                .invalid();
    }

    @Override
    public CommandResult perform(CommandCall call) {
        Optional<Transaction> original = world.transactions()
                .byReceipt(call.text("TransactionID"))
                .filter(Transaction::fromCustomer)
                .filter(transaction -> transaction.cents() == call.cents());
        Optional<OrganisationState> payee = original.flatMap(found -> world.organisation(found.shortCode()))
                .filter(found -> found.shortCode().equals(call.text("ReceiverParty"))
                        || found.payableNumber().equals(call.text("ReceiverParty")));
        if (original.isEmpty() || payee.isEmpty()) {
            return failure(call, "R000002", INVALID_ORIGINAL);
        }
        if (world.transactions().isReversed(original.get().receipt())) {
            return failure(call, "R000001", "The transaction has already been reversed.");
        }
        return reverse(call, original.get(), payee.get());
    }

    private CommandResult reverse(CommandCall call, Transaction original, OrganisationState payee) {
        Optional<Transaction> reversal = world.payments()
                .reverse(
                        original,
                        call.originatorId(),
                        call.conversationId(),
                        call.text("Remarks"),
                        call.acceptedAt(),
                        call.at());
        if (reversal.isEmpty()) {
            return failure(call, "1", "The balance is insufficient for the transaction.");
        }
        return new CommandResult(
                "0",
                "The service request is processed successfully.",
                reversal.get().receipt(),
                parameters(call, original, payee),
                CommandResult.pair("QueueTimeoutURL", INTERNAL_URL),
                false);
    }

    @Override
    public CommandResult failure(CommandCall call, String code, String description) {
        return new CommandResult(
                code,
                description,
                Commands.placeholder(world, call),
                null,
                CommandResult.pair("QueueTimeoutURL", INTERNAL_URL),
                false);
    }

    private ArrayNode parameters(CommandCall call, Transaction original, OrganisationState payee) {
        String left = Amounts.plain(world.book().balance(payee.collectionAccount()));
        String account = payee.tillNumber().isPresent() ? "Merchant Account" : "Utility Account";
        return CommandResult.list(
                CommandResult.pair("DebitAccountBalance", account + "|KES|" + left + "|" + left + "|0.00|0.00"),
                CommandResult.pair("Amount", Json.decimal(BigDecimal.valueOf(original.cents(), 2))),
                CommandResult.pair("TransCompletedTime", Long.parseLong(EastAfricaTime.stamp(call.at()))),
                CommandResult.pair("OriginalTransactionID", original.receipt()),
                CommandResult.pair("Charge", Json.decimal(new BigDecimal("0.00"))),
                CommandResult.pair("CreditPartyPublicName", original.debitParty()),
                CommandResult.pair("DebitPartyPublicName", payee.party()));
    }
}
