package io.github.darajasdk.simulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Debit;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.LedgerEntry.Posting;
import io.github.darajasdk.simulator.ReceivedPush;
import io.github.darajasdk.simulator.internal.world.C2bUrls;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.StkOutcome;
import io.github.darajasdk.simulator.internal.world.StkPush;
import io.github.darajasdk.simulator.internal.world.SubscriberState;
import io.github.darajasdk.simulator.internal.world.Transaction;
import io.github.darajasdk.simulator.internal.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a world in a file: people, merchants, ledger, transactions and how pushes ended, so that balances, queries, Pull
 * and reversals survive a restart. Tokens, scripts, prompts on phones and what was still to happen do not.
 */
public final class StateFile {

    private static final int VERSION = 1;

    private StateFile() {}

    /** Writes the world; the file is replaced as a whole or not at all. */
    public static void save(World world, Path file) {
        ObjectNode state = world.locked(() -> write(world));
        Path target = file.toAbsolutePath();
        try {
            Path draft = Files.createTempFile(target.getParent(), "simulator", ".tmp");
            Files.write(draft, Json.bytes(state));
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the simulator's state to " + file, e);
        }
    }

    /**
     * Reads a world into an empty one.
     *
     * @throws IllegalArgumentException if the file is no state of a simulator
     */
    public static void load(World world, Path file) {
        Optional<ObjectNode> state;
        try {
            state = Json.parseObject(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the simulator's state from " + file, e);
        }
        if (state.isEmpty() || state.get().path("version").asInt() != VERSION) {
            throw new IllegalArgumentException(
                    file + " is no state of this version of the simulator. Delete it to begin anew.");
        }
        world.locked(() -> {
            read(world, state.get());
            return file;
        });
    }

    /** Returns a number that changes when what {@link #save} would write changes. */
    public static int fingerprint(World world) {
        return world.locked(() -> {
            int people = 0;
            for (SubscriberState one : world.subscribers()) {
                people = 31 * people + Objects.hash(one.msisdn(), one.name(), one.pin());
            }
            for (OrganisationState one : world.organisations()) {
                people = 31 * people + organisation(one).hashCode();
            }
            long ended = world.stk().all().stream()
                    .filter(push -> push.outcome().isPresent())
                    .count();
            return Objects.hash(
                    world.ids().position(),
                    people,
                    world.book().entries().size(),
                    world.transactions().all().size(),
                    world.stk().all().size(),
                    ended);
        });
    }

    private static ObjectNode write(World world) {
        ObjectNode state = Json.object().put("version", VERSION);
        state.put("identifiers", world.ids().position());
        ArrayNode people = state.putArray("subscribers");
        world.subscribers()
                .forEach(one -> people.addObject()
                        .put("msisdn", one.msisdn())
                        .put("name", one.name())
                        .put("pin", one.pin()));
        ArrayNode merchants = state.putArray("organisations");
        world.organisations().forEach(one -> merchants.add(organisation(one)));
        ArrayNode entries = state.putArray("entries");
        world.book().entries().forEach(entry -> entries.add(StateJson.entry(entry)));
        ArrayNode debits = state.putArray("debits");
        world.book().debits().forEach(debit -> debits.add(StateJson.debit(debit)));
        ArrayNode transactions = state.putArray("transactions");
        world.transactions().all().forEach(one -> transactions.add(transaction(one)));
        ArrayNode pushes = state.putArray("pushes");
        world.stk().all().forEach(push -> pushes.add(push(push)));
        return state;
    }

    private static ObjectNode organisation(OrganisationState one) {
        ObjectNode json = Json.object()
                .put("shortCode", one.shortCode())
                .put("till", one.tillNumber().orElse(null))
                .put("name", one.name())
                .put("passkey", one.passkey());
        one.c2bUrls()
                .ifPresent(urls -> json.putObject("c2b")
                        .put("version", urls.version())
                        .put("completeWhenSilent", urls.completeWhenSilent())
                        .put("confirmation", urls.confirmationUrl())
                        .put("validation", urls.validationUrl()));
        return json;
    }

    private static ObjectNode transaction(Transaction one) {
        return Json.object()
                .put("receipt", one.receipt())
                .put("road", one.road().name())
                .put("originator", one.originatorConversationId())
                .put("conversation", one.conversationId())
                .put("initiatedAt", one.initiatedAt().toString())
                .put("finalisedAt", one.finalisedAt().toString())
                .put("status", one.status())
                .put("cents", one.cents())
                .put("debitParty", one.debitParty())
                .put("creditParty", one.creditParty())
                .put("shortCode", one.shortCode())
                .put("msisdn", one.msisdn())
                .put("account", one.account());
    }

    private static ObjectNode push(StkPush push) {
        StkOutcome outcome = push.outcome().orElse(StkPush.LOST_IN_RESTART);
        ObjectNode json = StateJson.push(push.request());
        json.put("description", push.request().description());
        json.put("code", outcome.code());
        json.put("callbackText", outcome.callbackText());
        json.put("queryText", outcome.queryText());
        json.put("receipt", push.receipt().orElse(null));
        json.put("endedAt", push.endedAt().toString());
        return json;
    }

    private static void read(World world, ObjectNode state) {
        world.ids().continueFrom(state.path("identifiers").asLong());
        for (JsonNode one : state.path("subscribers")) {
            SubscriberState subscriber = world.addSubscriber(Json.text(one, "msisdn"), Json.text(one, "name"), 0);
            subscriber.pin(Json.text(one, "pin"));
        }
        for (JsonNode one : state.path("organisations")) {
            readOrganisation(world, one);
        }
        for (JsonNode one : state.path("entries")) {
            world.ids().taken(Json.text(one, "receipt"));
            if (!world.book().post(entry(one))) {
                throw new IllegalArgumentException("The ledger in the state is broken at " + Json.text(one, "receipt"));
            }
        }
        for (JsonNode one : state.path("debits")) {
            world.book().remember(debit(one));
        }
        for (JsonNode one : state.path("transactions")) {
            world.ids().taken(Json.text(one, "receipt"));
            world.transactions().add(readTransaction(one));
        }
        for (LedgerEntry entry : world.book().entries()) {
            if (entry.linkedReceipt() != null) {
                world.transactions().reversed(entry.linkedReceipt(), entry.receipt());
            }
        }
        for (JsonNode one : state.path("pushes")) {
            readPush(world, one);
        }
    }

    private static void readOrganisation(World world, JsonNode one) {
        OrganisationState organisation = world.addOrganisation(
                Json.text(one, "shortCode"), optional(one, "till"), Json.text(one, "name"), Json.text(one, "passkey"));
        JsonNode c2b = one.path("c2b");
        if (c2b.isObject()) {
            organisation.register(new C2bUrls(
                    c2b.path("version").asInt(),
                    c2b.path("completeWhenSilent").asBoolean(),
                    Json.text(c2b, "confirmation"),
                    Json.text(c2b, "validation")));
        }
    }

    private static LedgerEntry entry(JsonNode one) {
        return new LedgerEntry(
                Json.text(one, "receipt"),
                at(one, "at"),
                Json.text(one, "kind"),
                Json.text(one, "details"),
                optional(one, "linkedReceipt"),
                Json.elements(one.path("postings")).stream()
                        .map(posting -> new Posting(
                                Json.text(posting, "account"),
                                posting.path("cents").asLong()))
                        .toList());
    }

    private static Debit debit(JsonNode one) {
        return new Debit(
                Json.text(one, "receipt"),
                one.path("amount").asLong(),
                Json.text(one, "msisdn"),
                optional(one, "checkoutRequestId"),
                Json.text(one, "shortCode"),
                Json.text(one, "accountReference"),
                at(one, "at"));
    }

    private static Transaction readTransaction(JsonNode one) {
        return new Transaction(
                Json.text(one, "receipt"),
                Transaction.Road.valueOf(Json.text(one, "road")),
                Json.text(one, "originator"),
                Json.text(one, "conversation"),
                at(one, "initiatedAt"),
                at(one, "finalisedAt"),
                Json.text(one, "status"),
                one.path("cents").asLong(),
                Json.text(one, "debitParty"),
                Json.text(one, "creditParty"),
                Json.text(one, "shortCode"),
                optional(one, "msisdn"),
                Json.text(one, "account"));
    }

    private static void readPush(World world, JsonNode one) {
        ReceivedPush request = new ReceivedPush(
                at(one, "at"),
                Json.text(one, "body"),
                Json.text(one, "shortCode"),
                Json.text(one, "partyB"),
                Json.text(one, "msisdn"),
                one.path("amount").asLong(),
                Json.text(one, "accountReference"),
                Json.text(one, "description"),
                Json.text(one, "callbackUrl"),
                Optional.of(Json.text(one, "merchantRequestId")),
                Optional.of(Json.text(one, "checkoutRequestId")));
        StkOutcome outcome =
                new StkOutcome(Json.text(one, "code"), Json.text(one, "callbackText"), Json.text(one, "queryText"));
        world.stk().restore(request, outcome, optional(one, "receipt"), at(one, "endedAt"));
    }

    private static Instant at(JsonNode one, String field) {
        return Instant.parse(Json.text(one, field));
    }

    private static @Nullable String optional(JsonNode one, String field) {
        return one.hasNonNull(field) ? Json.text(one, field) : null;
    }
}
