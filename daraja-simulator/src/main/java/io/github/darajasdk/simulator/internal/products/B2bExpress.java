package io.github.darajasdk.simulator.internal.products;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.CommandScript;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.LedgerEntry.Posting;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.internal.http.Errors;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.Poster;
import io.github.darajasdk.simulator.internal.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** B2B express checkout: a till's operator is asked by USSD to pay another organisation, and agrees unless a script says. */
final class B2bExpress {

    private final World world;
    private final Errors errors;
    private final Poster poster;

    B2bExpress(World world, Errors errors, Poster poster) {
        this.world = world;
        this.errors = errors;
        this.poster = poster;
    }

    Reply push(ObjectNode body) {
        Optional<OrganisationState> payer = world.payee(Json.text(body, "primaryShortCode"));
        Optional<OrganisationState> payee = world.payee(Json.text(body, "receiverShortCode"));
        if (payer.isEmpty()) {
            return errors.invalid("primaryShortCode");
        }
        if (payee.isEmpty()) {
            return errors.invalid("receiverShortCode");
        }
        if (!Json.text(body, "amount").matches("[1-9]\\d{0,8}")) {
            return errors.invalid("amount");
        }
        for (String field : new String[] {"paymentRef", "callbackUrl", "partnerName", "RequestRefID"}) {
            if (Json.text(body, field).isBlank()) {
                return errors.invalid(field);
            }
        }
        CommandScript script = world.scripts().decideCommand("b2b-express");
        Instant due = world.now().plus(world.settings().get(Setting.RESULT_DELAY));
        ObjectNode answer = Json.object().put("code", "0").put("status", "USSD Initiated Successfully");
        return Reply.json(200, answer)
                .then(() -> world.timeline().at(due, at -> {
                    ObjectNode callback = world.locked(() -> decide(body, payer.get(), payee.get(), script, at));
                    if (!script.delivery().isCallbackLost()) {
                        CompletableFuture<Poster.Answer> unused = poster.post(
                                "b2b-express", Json.text(body, "callbackUrl"), Map.of(), Json.bytes(callback));
                    }
                }));
    }

    private ObjectNode decide(
            ObjectNode body, OrganisationState payer, OrganisationState payee, CommandScript script, Instant at) {
        if (script.outcome().code().isPresent()) {
            return failed(body, script.outcome().code().get(), script.outcome().description());
        }
        long cents = Long.parseLong(Json.text(body, "amount")) * 100;
        String receipt = world.ids().receipt(at);
        boolean booked = world.book()
                .post(new LedgerEntry(
                        receipt,
                        at,
                        "Business Pay Bill Online",
                        "USSD payment to " + payee.party() + " Acc. " + Json.text(body, "paymentRef"),
                        null,
                        List.of(
                                new Posting(payer.collectionAccount(), -cents),
                                new Posting(payee.collectionAccount(), cents))));
        if (!booked) {
            return failed(body, "1", "The balance is insufficient for the transaction.");
        }
        return Json.object()
                .put("resultCode", "0")
                .put("resultDesc", "The service request is processed successfully.")
                .put("amount", Json.text(body, "amount") + ".0")
                .put("requestId", Json.text(body, "RequestRefID"))
                .put("resultType", "0")
                .put("conversationID", world.ids().conversationId(at))
                .put("transactionId", receipt)
                .put("status", "SUCCESS");
    }

    private static ObjectNode failed(ObjectNode body, String code, String description) {
        return Json.object()
                .put("resultCode", code)
                .put("resultDesc", description)
                .put("requestId", Json.text(body, "RequestRefID"))
                .put("amount", Json.text(body, "amount") + ".0")
                .put("paymentReference", Json.text(body, "paymentRef"));
    }
}
