package io.github.darajasdk.simulator.internal.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.LedgerEntry.Posting;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.TextMessage;
import io.github.darajasdk.simulator.internal.http.Fields;
import io.github.darajasdk.simulator.internal.world.Book;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Msisdns;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.SubscriberState;
import io.github.darajasdk.simulator.internal.world.Transaction;
import io.github.darajasdk.simulator.internal.world.World;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Money from an organisation's utility account to a customer: B2C v1 and v3, and Business to Pochi. */
final class B2cProduct implements CommandProduct {

    private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss");
    private static final String INTERNAL_URL = "https://internalsandbox.safaricom.co.ke/mpesa/b2cresults/v1/submit";
    private static final long FEE_CENTS = 22_40;
    private static final int SMALLEST = 10;

    private final World world;
    private final boolean pochi;
    private final boolean idempotent;

    private B2cProduct(World world, boolean pochi, boolean idempotent) {
        this.world = world;
        this.pochi = pochi;
        this.idempotent = idempotent;
    }

    /** Version 1: no protection against paying twice. */
    static B2cProduct v1(World world) {
        return new B2cProduct(world, false, false);
    }

    /** Version 3: the caller's identifier protects. */
    static B2cProduct v3(World world) {
        return new B2cProduct(world, false, true);
    }

    /** Business to Pochi. */
    static B2cProduct pochi(World world) {
        return new B2cProduct(world, true, true);
    }

    @Override
    public String kind() {
        return pochi ? "pochi" : "b2c";
    }

    @Override
    public String initiatorField() {
        return "InitiatorName";
    }

    @Override
    public boolean conversationFirst() {
        return true;
    }

    @Override
    public Optional<String> originatorId(ObjectNode body) {
        return idempotent ? CommandProduct.super.originatorId(body) : Optional.empty();
    }

    @Override
    public Optional<String> invalidField(ObjectNode body) {
        Fields fields = new Fields(body);
        if (idempotent) {
            fields.present("OriginatorConversationID");
        }
        if (pochi) {
            fields.oneOf("CommandID", "BusinessPayToPochi");
        } else {
            fields.oneOf("CommandID", "BusinessPayment", "SalaryPayment", "PromotionPayment");
        }
        return fields.amount("Amount")
                .shortCode("PartyA")
                .check("PartyB", Msisdns::isCanonical)
                .length("Remarks", 2, 100)
                .invalid();
    }

    @Override
    public CommandResult perform(CommandCall call) {
        Optional<OrganisationState> payer = world.organisation(call.text("PartyA"));
        if (payer.isEmpty() || payer.get().tillNumber().isPresent()) {
            return failure(call, "2028", "The request is not permitted according to product assignment");
        }
        if (call.cents() < SMALLEST * 100L) {
            return failure(call, "2", "Declined due to limit rule: less than the minimum transaction amount.");
        }
        if (call.cents() > world.settings().get(Setting.MAX_AMOUNT) * 100L) {
            return failure(call, "3", "Declined due to limit rule: greater than the maximum transaction amount.");
        }
        SubscriberState receiver = world.subscriber(call.text("PartyB"));
        if (world.book().balance(receiver.account()) + call.cents() > SubscriberState.MAX_BALANCE * 100) {
            return failure(call, "8", "Declined due to limit rule: would exceed the maximum balance.");
        }
        Transaction transaction = transaction(call, payer.get(), receiver, "Completed");
        if (!world.book().post(entry(call, payer.get(), receiver, transaction))) {
            world.transactions().add(transaction(call, payer.get(), receiver, "Declined"));
            return failure(call, "1", "The balance is insufficient for the transaction.");
        }
        world.transactions().add(transaction);
        receiver.receive(received(payer.get(), receiver, transaction));
        return new CommandResult(
                "0",
                "The service request is processed successfully.",
                transaction.receipt(),
                parameters(call, payer.get(), receiver, transaction),
                CommandResult.pair("QueueTimeoutURL", INTERNAL_URL),
                false);
    }

    @Override
    public CommandResult failure(CommandCall call, String code, String description) {
        String receipt = world.ids().receipt(call.at());
        if (!pochi) {
            return new CommandResult(
                    code, description, receipt, null, CommandResult.pair("QueueTimeoutURL", INTERNAL_URL), false);
        }
        String receiver = world.subscriber(call.text("PartyB")).party();
        return new CommandResult(
                code,
                description,
                receipt,
                CommandResult.pair("CreditPartyName", receiver),
                CommandResult.pair("QueueTimeoutURL", call.text("QueueTimeOutURL")),
                false);
    }

    private Transaction transaction(
            CommandCall call, OrganisationState payer, SubscriberState receiver, String status) {
        return new Transaction(
                world.ids().receipt(call.at()),
                pochi ? Transaction.Road.POCHI : Transaction.Road.B2C,
                call.originatorId(),
                call.conversationId(),
                call.acceptedAt(),
                call.at(),
                status,
                call.cents(),
                payer.party(),
                receiver.party(),
                payer.shortCode(),
                receiver.msisdn(),
                "");
    }

    private static LedgerEntry entry(
            CommandCall call, OrganisationState payer, SubscriberState receiver, Transaction transaction) {
        return new LedgerEntry(
                transaction.receipt(),
                call.at(),
                transaction.road().reasonType(),
                "Business payment to " + receiver.party() + ", " + call.text("Remarks"),
                null,
                List.of(
                        new Posting(payer.account("utility"), -call.cents()),
                        new Posting(receiver.account(), call.cents()),
                        new Posting(payer.account("charges"), -FEE_CENTS),
                        new Posting(Book.FEES, FEE_CENTS)));
    }

    private ArrayNode parameters(
            CommandCall call, OrganisationState payer, SubscriberState receiver, Transaction transaction) {
        return CommandResult.list(
                CommandResult.pair("TransactionAmount", call.cents() / 100),
                CommandResult.pair("TransactionReceipt", transaction.receipt()),
                CommandResult.pair("ReceiverPartyPublicName", receiver.party()),
                CommandResult.pair("TransactionCompletedDateTime", DOTTED.format(EastAfricaTime.at(call.at()))),
                CommandResult.pair("B2CUtilityAccountAvailableFunds", funds(payer, "utility")),
                CommandResult.pair("B2CWorkingAccountAvailableFunds", funds(payer, "working")),
                CommandResult.pair("B2CRecipientIsRegisteredCustomer", "Y"),
                CommandResult.pair("B2CChargesPaidAccountAvailableFunds", funds(payer, "charges")));
    }

    private DecimalNode funds(OrganisationState payer, String account) {
        return Json.decimal(BigDecimal.valueOf(world.book().balance(payer.account(account)), 2));
    }

    private static TextMessage received(OrganisationState payer, SubscriberState receiver, Transaction transaction) {
        String text = String.format(
                Locale.ROOT,
                "%s Confirmed. You have received Ksh%,d.00 from %s. New M-PESA balance is Ksh%,d.00.",
                transaction.receipt(),
                transaction.cents() / 100,
                payer.name(),
                receiver.balance());
        return new TextMessage(transaction.finalisedAt(), "MPESA", text);
    }
}
