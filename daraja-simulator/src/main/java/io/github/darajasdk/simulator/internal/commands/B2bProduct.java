package io.github.darajasdk.simulator.internal.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.LedgerEntry.Posting;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.internal.http.Fields;
import io.github.darajasdk.simulator.internal.world.Amounts;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.Transaction;
import io.github.darajasdk.simulator.internal.world.World;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Money from an organisation's working account to another organisation: paybill, till, top-up, tax, own float. */
final class B2bProduct implements CommandProduct {

    private static final String INTERNAL_URL = "https://internalsandbox.safaricom.co.ke/mpesa/b2bresults/v1/submit";
    private static final String TAX = "PayTaxToKRA";
    private static final String REVENUE_AUTHORITY = "572572";
    private static final String OWN_FLOAT = "BusinessTransferFromMMFToUtility";

    private final World world;
    private final boolean tax;

    private B2bProduct(World world, boolean tax) {
        this.world = world;
        this.tax = tax;
    }

    static B2bProduct payments(World world) {
        return new B2bProduct(world, false);
    }

    static B2bProduct tax(World world) {
        return new B2bProduct(world, true);
    }

    @Override
    public String kind() {
        return tax ? "tax" : "b2b";
    }

    @Override
    public Optional<String> originatorId(ObjectNode body) {
        return Optional.empty(); // B2B has no protection against paying twice
    }

    @Override
    public Optional<String> invalidField(ObjectNode body) {
        Fields fields = new Fields(body);
        if (tax) {
            fields.oneOf("CommandID", TAX);
        } else {
            fields.oneOf(
                    "CommandID",
                    "BusinessPayBill",
                    "BusinessBuyGoods",
                    "BusinessPayToBulk",
                    OWN_FLOAT,
                    "BusinessTransferFromUtilityToMMF",
                    "MerchantToMerchantTransfer",
                    "MerchantTransferFromMerchantToWorking",
                    "MerchantServicesMMFAccountTransfer",
                    "AgencyFloatAdvance",
                    "DisburseFundsToBusiness",
                    "BusinessToBusinessTransfer");
        }
        return fields.oneOf("SenderIdentifierType", "1", "2", "4")
                .oneOf("RecieverIdentifierType", "1", "2", "4")
                .amount("Amount")
                .shortCode("PartyA")
                .check("PartyB", text -> tax ? text.equals(REVENUE_AUTHORITY) : text.matches("\\d{5,7}"))
                .length("AccountReference", tax ? 1 : 0, 13)
                .length("Remarks", 1, 100)
                .invalid();
    }

    @Override
    public CommandResult perform(CommandCall call) {
        Optional<OrganisationState> payer = world.organisation(call.text("PartyA"));
        if (payer.isEmpty() || call.text("CommandID").equals("BusinessTransferFromUtilityToMMF")) {
            return failure(call, "21", "The initiator is not allowed to initiate this request.");
        }
        Optional<OrganisationState> payee = world.payee(call.text("PartyB")).filter(found -> fits(call, found));
        if (payee.isEmpty()) {
            return failure(call, "SFC_IC0003", "Receiver party is invalid");
        }
        Transaction transaction = transaction(call, payer.get(), payee.get(), "Completed");
        if (!world.book().post(entry(call, payer.get(), payee.get(), transaction))) {
            world.transactions().add(transaction(call, payer.get(), payee.get(), "Declined"));
            return failure(call, "1", "The balance is insufficient for the transaction.");
        }
        world.transactions().add(transaction);
        return new CommandResult(
                "0",
                "The service request is processed successfully",
                transaction.receipt(),
                parameters(call, payer.get(), payee.get()),
                CommandResult.list(
                        CommandResult.pair("BillReferenceNumber", call.text("AccountReference")),
                        CommandResult.pair("QueueTimeoutURL", INTERNAL_URL)),
                true);
    }

    /** Returns whether the command and the receiver type fit the receiver. */
    private boolean fits(CommandCall call, OrganisationState payee) {
        if (call.text("CommandID").equals("BusinessBuyGoods")) {
            String type = call.text("RecieverIdentifierType");
            return payee.tillNumber().isPresent()
                    && switch (world.settings().get(Setting.TILL_RECEIVER)) {
                        case EITHER -> !type.equals("1");
                        case FOUR -> type.equals("4");
                        case TWO -> type.equals("2");
                    };
        }
        return payee.tillNumber().isEmpty()
                && call.text("RecieverIdentifierType").equals("4");
    }

    @Override
    public CommandResult failure(CommandCall call, String code, String description) {
        boolean locked = code.equals("8006");
        boolean named = call.text("CommandID").equals(TAX) || code.equals("1");
        ArrayNode references = CommandResult.list();
        if (named) {
            references.add(CommandResult.pair("BillReferenceNumber", call.text("AccountReference")));
        }
        references.add(CommandResult.pair("QueueTimeoutURL", INTERNAL_URL));
        references.add(CommandResult.bare("Occassion"));
        return new CommandResult(
                code, description, Commands.placeholder(world, call), completed(call, locked), references, false);
    }

    private static @Nullable JsonNode completed(CommandCall call, boolean locked) {
        return locked ? null : CommandResult.pair("BOCompletedTime", Long.parseLong(EastAfricaTime.stamp(call.at())));
    }

    private Transaction transaction(CommandCall call, OrganisationState payer, OrganisationState payee, String status) {
        return new Transaction(
                world.ids().receipt(call.at()),
                Transaction.Road.B2B,
                call.originatorId(),
                call.conversationId(),
                call.acceptedAt(),
                call.at(),
                status,
                call.cents(),
                payer.party(),
                payee.party(),
                payer.shortCode(),
                null,
                call.text("AccountReference"));
    }

    private static LedgerEntry entry(
            CommandCall call, OrganisationState payer, OrganisationState payee, Transaction transaction) {
        boolean toUtility = call.text("CommandID").equals("BusinessPayToBulk")
                || call.text("CommandID").equals(OWN_FLOAT);
        String target = toUtility ? payee.account("utility") : payee.collectionAccount();
        return new LedgerEntry(
                transaction.receipt(),
                call.at(),
                transaction.road().reasonType(),
                call.text("CommandID") + " to " + payee.party() + " Acc. " + call.text("AccountReference"),
                null,
                List.of(new Posting(payer.account("working"), -call.cents()), new Posting(target, call.cents())));
    }

    private ArrayNode parameters(CommandCall call, OrganisationState payer, OrganisationState payee) {
        long left = world.book().balance(payer.account("working"));
        String amount = Amounts.plain(left);
        String map = "{Amount={CurrencyCode=KES, MinimumAmount=" + left + ", BasicAmount=" + amount + "}}";
        return CommandResult.list(
                CommandResult.pair("DebitAccountBalance", map),
                CommandResult.pair("Amount", Amounts.plain(call.cents())),
                CommandResult.pair(
                        "DebitPartyAffectedAccountBalance",
                        "Working Account|KES|" + amount + "|" + amount + "|0.00|0.00"),
                CommandResult.pair("TransCompletedTime", EastAfricaTime.stamp(call.at())),
                CommandResult.pair("DebitPartyCharges", ""),
                CommandResult.pair("ReceiverPartyPublicName", payee.party()),
                CommandResult.pair("Currency", "KES"),
                CommandResult.pair("InitiatorAccountCurrentBalance", map));
    }
}
