package io.github.darajasdk.simulator.internal.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.CommandScript;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.SentCallback;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.internal.http.Endpoint;
import io.github.darajasdk.simulator.internal.http.Errors;
import io.github.darajasdk.simulator.internal.http.Gate;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.world.Initiator;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Poster;
import io.github.darajasdk.simulator.internal.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Takes commands, answers at once, and posts what became of them later: once, to the result URL or to the time-out URL.
 */
public final class Commands {

    private static final String WRONG_INITIATOR = "The initiator information is invalid.";
    private static final String LOCKED = "The security credential is locked.";

    private final World world;
    private final Gate gate;
    private final Errors errors;
    private final Poster poster;
    private final Set<String> originatorIds = new HashSet<>();

    /** Creates the desk. */
    public Commands(World world, Gate gate, Errors errors, Poster poster) {
        this.world = world;
        this.gate = gate;
        this.errors = errors;
        this.poster = poster;
        world.onClear(originatorIds::clear);
    }

    /** Returns the endpoint of {@code product}. */
    Endpoint endpoint(CommandProduct product) {
        return request -> gate.admit(request, product.initiatorField(), body -> answer(product, body));
    }

    private Reply answer(CommandProduct product, ObjectNode body) throws InterruptedException {
        Optional<String> invalid = commonField(product, body).or(() -> product.invalidField(body));
        if (invalid.isPresent()) {
            return errors.invalid(invalid.get());
        }
        CommandScript script = world.scripts().decideCommand(product.kind());
        DeliveryScript delivery = script.delivery();
        world.timeline().pause(delivery.answerDelay());
        if (delivery.fault().isPresent() && !delivery.isAcceptedFirst()) {
            return errors.of(delivery.fault().get());
        }
        Optional<CommandCall> call = world.locked(() -> accept(product, body));
        if (call.isEmpty()) {
            return errors.error(500, "500.002.1001", "Duplicate OriginatorConversationID.");
        }
        CompletableFuture<Void> answered = new CompletableFuture<>();
        Instant due = world.now().plus(world.settings().get(Setting.RESULT_DELAY));
        world.timeline().at(due, at -> {
            CommandCall now = call.get().carriedOutAt(at);
            Ending ending = world.locked(() -> carryOut(product, now, script));
            boolean mayOvertake = !delivery.answerHold().isZero();
            CompletableFuture<Void> unused = (mayOvertake ? CompletableFuture.<Void>completedFuture(null) : answered)
                    .thenRun(() -> deliver(ending, delivery, at));
        });
        world.timeline().pauseUntil(call.get().acceptedAt().plus(delivery.answerHold()));
        Reply reply = delivery.fault().isPresent()
                ? errors.of(delivery.fault().get())
                : Reply.json(200, acceptance(product, call.get()));
        return reply.then(() -> answered.complete(null));
    }

    private static Optional<String> commonField(CommandProduct product, ObjectNode body) {
        for (String field : new String[] {
            product.initiatorField(),
            "SecurityCredential",
            "CommandID",
            "PartyA",
            "Remarks",
            "QueueTimeOutURL",
            "ResultURL"
        }) {
            boolean mayBeAbsent = field.equals("PartyA") && product.kind().equals("reversal");
            if (!mayBeAbsent && Json.text(body, field).isBlank()) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private Optional<CommandCall> accept(CommandProduct product, ObjectNode body) {
        Optional<String> own = product.originatorId(body);
        if (own.isPresent() && !originatorIds.add(own.get())) {
            return Optional.empty();
        }
        Instant now = world.now();
        String originator = own.orElseGet(() -> world.ids().merchantRequestId());
        return Optional.of(new CommandCall(body, originator, world.ids().conversationId(now), now, now));
    }

    private static ObjectNode acceptance(CommandProduct product, CommandCall call) {
        ObjectNode answer = Json.object();
        if (product.conversationFirst()) {
            answer.put("ConversationID", call.conversationId());
        }
        answer.put("OriginatorConversationID", call.originatorId());
        if (!product.conversationFirst()) {
            answer.put("ConversationID", call.conversationId());
        }
        answer.put("ResponseCode", "0");
        answer.put("ResponseDescription", product.acceptance());
        return answer;
    }

    /** What is posted, and where to. */
    private record Ending(String kind, String url, ObjectNode body) {}

    private Ending carryOut(CommandProduct product, CommandCall call, CommandScript script) {
        CommandResult result;
        if (script.outcome().code().isPresent()) {
            result = product.failure(
                    call, script.outcome().code().get(), script.outcome().description());
        } else if (script.outcome().isDone()) {
            result = perform(product, call);
        } else {
            result = product.failure(call, "1", "The service request timed out.");
        }
        if (!script.outcome().isTimeOut()) {
            return new Ending(product.kind() + "-result", call.text("ResultURL"), result.envelope(call));
        }
        CommandResult timeout = new CommandResult(
                "1",
                "The service request timed out.",
                placeholder(world, call),
                null,
                CommandResult.pair("QueueTimeoutURL", call.text("QueueTimeOutURL")),
                false);
        return new Ending(product.kind() + "-timeout", call.text("QueueTimeOutURL"), timeout.envelope(call, 1));
    }

    private CommandResult perform(CommandProduct product, CommandCall call) {
        Initiator.Verdict verdict =
                world.initiator().check(call.text(product.initiatorField()), call.text("SecurityCredential"));
        return switch (verdict) {
            case LOCKED -> product.failure(call, "8006", LOCKED);
            case WRONG -> product.failure(call, "2001", WRONG_INITIATOR);
            case RIGHT -> product.perform(call);
        };
    }

    private void deliver(Ending ending, DeliveryScript delivery, Instant at) {
        Instant due = at.plus(delivery.callbackDelay());
        byte[] body = Json.bytes(ending.body());
        if (delivery.isCallbackLost()) {
            String text = new String(body, StandardCharsets.UTF_8);
            world.records().add(new SentCallback(due, ending.kind(), ending.url(), text, -1, "lost on purpose"));
            return;
        }
        world.timeline().at(due, now -> {
            for (int i = 0; i < delivery.callbackCopies(); i++) {
                CompletableFuture<Poster.Answer> unused = poster.post(ending.kind(), ending.url(), Map.of(), body);
            }
        });
    }

    /** Returns what stands where a failure or a query has no receipt of its own. */
    static String placeholder(World world, CommandCall call) {
        return world.ids().receipt(call.at()).substring(0, 3) + "0000000";
    }
}
