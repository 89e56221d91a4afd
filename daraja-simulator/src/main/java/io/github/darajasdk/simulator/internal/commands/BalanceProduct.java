package io.github.darajasdk.simulator.internal.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.http.Fields;
import io.github.darajasdk.simulator.internal.world.Amounts;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.World;
import java.util.Optional;

/** Account Balance: all accounts of an organisation in one text. */
final class BalanceProduct implements CommandProduct {

    private final World world;

    BalanceProduct(World world) {
        this.world = world;
    }

    @Override
    public String kind() {
        return "balance";
    }

    @Override
    public String acceptance() {
        return "Accept the service request successfully"; // here without its full stop
    }

    @Override
    public Optional<String> originatorId(ObjectNode body) {
        return Optional.empty();
    }

    @Override
    public Optional<String> invalidField(ObjectNode body) {
        return new Fields(body)
                .oneOf("CommandID", "AccountBalance")
                .shortCode("PartyA")
                .oneOf("IdentifierType", "2", "4")
                .length("Remarks", 1, 100)
                .invalid();
    }

    @Override
    public CommandResult perform(CommandCall call) {
        Optional<OrganisationState> organisation = world.organisation(call.text("PartyA"));
        if (organisation.isEmpty()) {
            return failure(call, "21", "The initiator is not allowed to initiate this request.");
        }
        return new CommandResult(
                "0",
                "The service request is processed successfully.",
                Commands.placeholder(world, call),
                CommandResult.list(
                        CommandResult.pair("AccountBalance", accounts(organisation.get())),
                        CommandResult.pair("BOCompletedTime", Long.parseLong(EastAfricaTime.stamp(call.at())))),
                CommandResult.pair("QueueTimeoutURL", call.text("QueueTimeOutURL")),
                false);
    }

    @Override
    public CommandResult failure(CommandCall call, String code, String description) {
        String message = code.equals("8006") ? "API Password is locked. " : description;
        return new CommandResult(
                code,
                description,
                world.ids().receipt(call.at()),
                CommandResult.list(
                        CommandResult.pair("ActionType", "AccountBalance"),
                        CommandResult.pair("ErrorMsg", message),
                        CommandResult.pair("BOCompletedTime", Long.parseLong(EastAfricaTime.stamp(call.at())))),
                CommandResult.bare("QueueTimeoutURL"),
                false);
    }

    private String accounts(OrganisationState organisation) {
        String merchant = organisation.tillNumber().isPresent()
                ? account("Merchant Account", organisation.account("merchant")) + "&"
                : "";
        return account("Working Account", organisation.account("working")) + "&"
                + account("Float Account", organisation.account("float")) + "&"
                + account("Utility Account", organisation.account("utility")) + "&"
                + merchant
                + account("Charges Paid Account", organisation.account("charges")) + "&"
                + account("Organization Settlement Account", organisation.account("settlement"));
    }

    private String account(String name, String account) {
        String amount = Amounts.plain(world.book().balance(account));
        return name + "|KES|" + amount + "|" + amount + "|0.00|0.00";
    }
}
