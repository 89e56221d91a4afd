package io.github.darajasdk.internal.product;

import io.github.darajasdk.Amount;
import io.github.darajasdk.CommandAccepted;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.b2c.B2cApi;
import io.github.darajasdk.b2c.B2cPayment;
import io.github.darajasdk.b2c.CustomerName;
import io.github.darajasdk.b2c.PochiApi;
import io.github.darajasdk.b2c.PochiPayment;
import io.github.darajasdk.internal.http.Answer;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.wire.WireObject;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Payouts over the wire. */
public final class PayoutCalls implements B2cApi {

    private static final Operation PAY = Operation.money("b2c.pay", "Payout", "/mpesa/b2c/v3/paymentrequest");
    private static final Operation PAY_V1 = Operation.money("b2c.pay-v1", "Payout", "/mpesa/b2c/v1/paymentrequest");
    private static final Operation POCHI =
            Operation.money("b2c.pochi", "Payout to Pochi", "/mpesa/b2pochi/v1/paymentrequest");
    private static final Operation NAME =
            Operation.read("b2c.name", "Name look-up", "/mpesa/b2c/hakikisha/v1/hakikisha");

    private final InitiatorCommands commands;

    public PayoutCalls(InitiatorCommands commands) {
        this.commands = commands;
    }

    /** The same for business wallets, which differ in path and command alone. */
    public PochiApi pochi() {
        return new PochiApi() {
            @Override
            public CommandAccepted pay(PochiPayment payment) {
                return commands.send(
                        POCHI,
                        body(
                                payment.originatorConversationId(),
                                "BusinessPayToPochi",
                                payment.amount(),
                                payment.shortCode(),
                                payment.phoneNumber(),
                                payment.remarks(),
                                payment.occasion(),
                                payment.resultUrl(),
                                payment.timeoutUrl()));
            }

            @Override
            public CompletableFuture<CommandAccepted> payAsync(PochiPayment payment) {
                return commands.core().async().run(() -> pay(payment));
            }
        };
    }

    @Override
    public CommandAccepted pay(B2cPayment payment) {
        return commands.send(PAY, body(payment, payment.originatorConversationId()));
    }

    @Override
    public CompletableFuture<CommandAccepted> payAsync(B2cPayment payment) {
        return commands.core().async().run(() -> pay(payment));
    }

    @Override
    public CommandAccepted payWithoutProtection(B2cPayment payment) {
        return commands.send(PAY_V1, body(payment, null));
    }

    @Override
    public CompletableFuture<CommandAccepted> payWithoutProtectionAsync(B2cPayment payment) {
        return commands.core().async().run(() -> payWithoutProtection(payment));
    }

    private WireObject body(B2cPayment payment, @Nullable ConversationId own) {
        return body(
                own,
                payment.command().word(),
                payment.amount(),
                payment.shortCode(),
                payment.phoneNumber(),
                payment.remarks(),
                payment.occasion(),
                payment.resultUrl(),
                payment.timeoutUrl());
    }

    private WireObject body(
            @Nullable ConversationId own,
            String command,
            Amount amount,
            Optional<ShortCode> payer,
            Msisdn receiver,
            String remarks,
            Optional<String> occasion,
            URI resultUrl,
            URI timeoutUrl) {
        WireObject body =
                WireObject.create().putIfPresent("OriginatorConversationID", own == null ? null : own.value());
        commands.signed(body, "InitiatorName", command)
                .put("Amount", String.valueOf(amount.shillings()))
                .put("PartyA", commands.shortCode(payer).value())
                .put("PartyB", receiver.value())
                .put("Remarks", remarks)
                .putIfPresent("Occassion", occasion.orElse(null)); // sic
        return InitiatorCommands.addressed(body, resultUrl, timeoutUrl);
    }

    @Override
    public CustomerName lookUpName(Msisdn phoneNumber) {
        String shortCode = commands.core().settings().merchant().shortCode().value();
        long seconds = commands.core().settings().clock().instant().getEpochSecond();
        WireObject body = WireObject.create()
                .put(
                        "header",
                        WireObject.create()
                                .put("requestID", UUID.randomUUID().toString())
                                .put("timestamp", String.valueOf(seconds)))
                .put(
                        "body",
                        WireObject.create().put("msisdn", phoneNumber.value()).put("shortcode", shortCode));
        Answer answer = commands.core().pipeline().send(NAME, body);
        WireObject header = answer.part("header");
        answer.about(header).accepted("status", "message", "200");
        WireObject names = answer.part("body");
        return new CustomerName(
                names.textOrEmpty("firstName"),
                names.textOrEmpty("middleName"),
                names.textOrEmpty("lastName"),
                answer.text());
    }

    @Override
    public CompletableFuture<CustomerName> lookUpNameAsync(Msisdn phoneNumber) {
        return commands.core().async().run(() -> lookUpName(phoneNumber));
    }
}
