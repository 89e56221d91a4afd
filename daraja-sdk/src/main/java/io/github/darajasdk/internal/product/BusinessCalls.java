package io.github.darajasdk.internal.product;

import io.github.darajasdk.CommandAccepted;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.PartyType;
import io.github.darajasdk.account.AccountApi;
import io.github.darajasdk.account.BalanceQuery;
import io.github.darajasdk.b2b.B2bApi;
import io.github.darajasdk.b2b.B2bPayment;
import io.github.darajasdk.b2b.TaxPayment;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.wire.WireObject;
import java.util.concurrent.CompletableFuture;

/** Payments to businesses, and the balances they leave, over the wire. */
public final class BusinessCalls implements B2bApi {

    private static final Operation PAY = Operation.money("b2b.pay", "Business payment", "/mpesa/b2b/v1/paymentrequest");
    private static final Operation TAX = Operation.money("b2b.tax", "Tax payment", "/mpesa/b2b/v1/remittax");
    private static final Operation BALANCE =
            Operation.read("account.balance", "Balance query", "/mpesa/accountbalance/v1/query");

    /** The Kenya Revenue Authority. */
    private static final String TAX_AUTHORITY = "572572";

    private final InitiatorCommands commands;

    public BusinessCalls(InitiatorCommands commands) {
        this.commands = commands;
    }

    @Override
    public CommandAccepted pay(B2bPayment payment) {
        WireObject body = commands.signed(
                        WireObject.create(), "Initiator", payment.command().word())
                .put("SenderIdentifierType", PartyType.SHORT_CODE.code())
                .put("RecieverIdentifierType", payment.receiverType().code()) // sic
                .put("Amount", String.valueOf(payment.amount().shillings()))
                .put("PartyA", commands.shortCode(payment.shortCode()).value())
                .put("PartyB", payment.receiver())
                .put("AccountReference", payment.accountReference())
                .putIfPresent(
                        "Requester", payment.requester().map(Msisdn::value).orElse(null))
                .put("Remarks", payment.remarks())
                .putIfPresent("Occassion", payment.occasion().orElse(null));
        return commands.send(PAY, InitiatorCommands.addressed(body, payment.resultUrl(), payment.timeoutUrl()));
    }

    @Override
    public CompletableFuture<CommandAccepted> payAsync(B2bPayment payment) {
        return commands.core().async().run(() -> pay(payment));
    }

    @Override
    public CommandAccepted payTax(TaxPayment payment) {
        WireObject body = commands.signed(WireObject.create(), "Initiator", "PayTaxToKRA")
                .put("SenderIdentifierType", PartyType.SHORT_CODE.code())
                .put("RecieverIdentifierType", PartyType.SHORT_CODE.code())
                .put("Amount", String.valueOf(payment.amount().shillings()))
                .put("PartyA", commands.shortCode(payment.shortCode()).value())
                .put("PartyB", TAX_AUTHORITY)
                .put("AccountReference", payment.registrationNumber())
                .put("Remarks", payment.remarks())
                .putIfPresent("Occassion", payment.occasion().orElse(null));
        return commands.send(TAX, InitiatorCommands.addressed(body, payment.resultUrl(), payment.timeoutUrl()));
    }

    @Override
    public CompletableFuture<CommandAccepted> payTaxAsync(TaxPayment payment) {
        return commands.core().async().run(() -> payTax(payment));
    }

    public AccountApi accounts() {
        return new AccountApi() {
            @Override
            public CommandAccepted balance(BalanceQuery query) {
                WireObject body = commands.signed(WireObject.create(), "Initiator", "AccountBalance")
                        .put("PartyA", commands.shortCode(query.shortCode()).value())
                        .put("IdentifierType", query.partyType().code())
                        .put("Remarks", query.remarks());
                return commands.send(BALANCE, InitiatorCommands.addressed(body, query.resultUrl(), query.timeoutUrl()));
            }

            @Override
            public CompletableFuture<CommandAccepted> balanceAsync(BalanceQuery query) {
                return commands.core().async().run(() -> balance(query));
            }
        };
    }
}
