package io.github.darajasdk.internal.product;

import io.github.darajasdk.CommandAccepted;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.wire.WireObject;
import io.github.darajasdk.transaction.ReversalRequest;
import io.github.darajasdk.transaction.StatusQuery;
import io.github.darajasdk.transaction.TransactionApi;
import java.util.concurrent.CompletableFuture;

/** Transaction status and reversal over the wire. */
public final class TransactionCalls implements TransactionApi {

    private static final Operation STATUS =
            Operation.read("transaction.status", "Transaction status query", "/mpesa/transactionstatus/v1/query");
    private static final Operation REVERSE =
            Operation.money("transaction.reverse", "Reversal", "/mpesa/reversal/v1/request");

    /** The only receiver type that reversals take. */
    private static final String REVERSAL_RECEIVER = "11";

    private final InitiatorCommands commands;

    public TransactionCalls(InitiatorCommands commands) {
        this.commands = commands;
    }

    @Override
    public CommandAccepted status(StatusQuery query) {
        WireObject body = commands.signed(WireObject.create(), "Initiator", "TransactionStatusQuery")
                .putIfPresent(
                        "TransactionID",
                        query.receiptNumber().map(ReceiptNumber::value).orElse(null))
                .putIfPresent(
                        "OriginalConversationID",
                        query.originalConversationId()
                                .map(ConversationId::value)
                                .orElse(null))
                .put("PartyA", commands.shortCode(query.shortCode()).value())
                .put("IdentifierType", query.partyType().code())
                .put("Remarks", query.remarks())
                .putIfPresent("Occasion", query.occasion().orElse(null));
        return commands.send(STATUS, InitiatorCommands.addressed(body, query.resultUrl(), query.timeoutUrl()));
    }

    @Override
    public CompletableFuture<CommandAccepted> statusAsync(StatusQuery query) {
        return commands.core().async().run(() -> status(query));
    }

    @Override
    public CommandAccepted reverse(ReversalRequest request) {
        WireObject body = commands.signed(WireObject.create(), "Initiator", "TransactionReversal")
                .put("TransactionID", request.receiptNumber().value())
                .put("Amount", String.valueOf(request.amount().shillings()))
                .put("ReceiverParty", commands.shortCode(request.shortCode()).value())
                .put("RecieverIdentifierType", REVERSAL_RECEIVER)
                .put("Remarks", request.remarks())
                .putIfPresent("Occasion", request.occasion().orElse(null));
        return commands.send(REVERSE, InitiatorCommands.addressed(body, request.resultUrl(), request.timeoutUrl()));
    }

    @Override
    public CompletableFuture<CommandAccepted> reverseAsync(ReversalRequest request) {
        return commands.core().async().run(() -> reverse(request));
    }
}
