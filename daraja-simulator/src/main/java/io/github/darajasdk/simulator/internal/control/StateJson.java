package io.github.darajasdk.simulator.internal.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Debit;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.Organisation;
import io.github.darajasdk.simulator.Population;
import io.github.darajasdk.simulator.Prompt;
import io.github.darajasdk.simulator.ReceivedPush;
import io.github.darajasdk.simulator.RecordedRequest;
import io.github.darajasdk.simulator.SentCallback;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.Subscriber;
import io.github.darajasdk.simulator.TextMessage;
import io.github.darajasdk.simulator.internal.world.Json;
import java.util.List;
import java.util.function.Function;

/** Writes what the simulator knows as JSON. */
final class StateJson {

    private StateJson() {}

    static <T> ArrayNode list(List<T> items, Function<? super T, ObjectNode> writer) {
        ArrayNode array = Json.array();
        items.forEach(item -> array.add(writer.apply(item)));
        return array;
    }

    static ObjectNode subscriber(Subscriber subscriber) {
        ObjectNode json = Json.object();
        json.put("msisdn", subscriber.msisdn());
        json.put("name", subscriber.name());
        json.put("balance", subscriber.balance());
        json.put("pinLocked", subscriber.isPinLocked());
        subscriber.script().ifPresent(script -> json.put("script", script.toString()));
        json.set("prompt", subscriber.phone().prompt().map(StateJson::prompt).orElse(null));
        json.set("messages", list(subscriber.phone().messages(), StateJson::message));
        return json;
    }

    private static ObjectNode prompt(Prompt prompt) {
        ObjectNode json = Json.object();
        json.put("checkoutRequestId", prompt.checkoutRequestId());
        json.put("text", prompt.text());
        json.put("payee", prompt.payee());
        json.put("amount", prompt.amount());
        json.put("accountReference", prompt.accountReference());
        json.put("expiresAt", prompt.expiresAt().toString());
        return json;
    }

    private static ObjectNode message(TextMessage message) {
        ObjectNode json = Json.object();
        json.put("at", message.at().toString());
        json.put("sender", message.sender());
        json.put("text", message.text());
        return json;
    }

    static ObjectNode organisation(Organisation organisation) {
        ObjectNode json = Json.object();
        json.put("shortCode", organisation.shortCode());
        organisation.tillNumber().ifPresent(till -> json.put("tillNumber", till));
        json.put("name", organisation.name());
        json.put("balance", organisation.balance());
        return json;
    }

    static ObjectNode debit(Debit debit) {
        ObjectNode json = Json.object();
        json.put("receipt", debit.receipt());
        json.put("amount", debit.amount());
        json.put("msisdn", debit.msisdn());
        json.put("checkoutRequestId", debit.checkoutRequestId());
        json.put("shortCode", debit.shortCode());
        json.put("accountReference", debit.accountReference());
        json.put("at", debit.at().toString());
        return json;
    }

    static ObjectNode entry(LedgerEntry entry) {
        ObjectNode json = Json.object();
        json.put("receipt", entry.receipt());
        json.put("at", entry.at().toString());
        json.put("kind", entry.kind());
        json.put("details", entry.details());
        json.put("linkedReceipt", entry.linkedReceipt());
        ArrayNode postings = json.putArray("postings");
        entry.postings()
                .forEach(posting ->
                        postings.addObject().put("account", posting.account()).put("cents", posting.cents()));
        return json;
    }

    static ObjectNode push(ReceivedPush push) {
        ObjectNode json = Json.object();
        json.put("at", push.at().toString());
        json.put("accepted", push.accepted());
        json.put("shortCode", push.shortCode());
        json.put("partyB", push.partyB());
        json.put("msisdn", push.msisdn());
        json.put("amount", push.amount());
        json.put("accountReference", push.accountReference());
        json.put("callbackUrl", push.callbackUrl());
        json.put("merchantRequestId", push.merchantRequestId().orElse(null));
        json.put("checkoutRequestId", push.checkoutRequestId().orElse(null));
        json.put("body", push.body());
        return json;
    }

    static ObjectNode request(RecordedRequest request) {
        ObjectNode json = Json.object();
        json.put("number", request.number());
        json.put("at", request.at().toString());
        json.put("method", request.method());
        json.put("path", request.path());
        ObjectNode headers = json.putObject("headers");
        request.headers().forEach(headers::put);
        json.put("body", request.body());
        json.put("status", request.status());
        json.put("answer", request.answer());
        return json;
    }

    static ObjectNode callback(SentCallback callback) {
        ObjectNode json = Json.object();
        json.put("at", callback.at().toString());
        json.put("kind", callback.kind());
        json.put("url", callback.url());
        json.put("body", callback.body());
        json.put("status", callback.status());
        json.put("note", callback.note());
        return json;
    }

    /** Writes what somebody of a population does; without the hidden truth about it. */
    static ObjectNode act(Population.Act act) {
        return Json.object()
                .put("at", act.at().toString())
                .put("kind", Setting.write(act.kind()))
                .put("actor", act.actor())
                .put("msisdn", act.msisdn())
                .put("amount", act.amount())
                .put("reference", act.reference())
                .put("customer", act.customer().toString());
    }
}
