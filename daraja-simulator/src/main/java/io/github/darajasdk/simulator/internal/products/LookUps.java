package io.github.darajasdk.simulator.internal.products;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.http.Errors;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Msisdns;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.SubscriberState;
import io.github.darajasdk.simulator.internal.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The questions with an answer at once: SIM swap, IMSI, the name behind a short code or a number. */
final class LookUps {

    private static final DateTimeFormatter SWAP = DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm");
    private static final String NO_RECENT_SWAP = "01-01-1900 00:00";
    private static final Duration RECENT = Duration.ofDays(90);

    private final World world;
    private final Errors errors;

    LookUps(World world, Errors errors) {
        this.world = world;
        this.errors = errors;
    }

    Reply simSwap(ObjectNode body) {
        String number = Json.text(body, "customerNumber");
        return Msisdns.isCanonical(number)
                ? Reply.json(200, swapOf(world.subscriber(number)))
                : errors.invalid("customerNumber");
    }

    Reply imsi(ObjectNode body) {
        String number = Json.text(body, "customerNumber");
        if (!Msisdns.isCanonical(number)) {
            return errors.invalid("customerNumber");
        }
        ObjectNode answer = swapOf(world.subscriber(number));
        answer.put("imsi", hash("63902" + number));
        answer.put("msisdnRegistrationDate", "11-02-2016 09:12");
        answer.put("customerNumber", number);
        return Reply.json(200, answer);
    }

    private ObjectNode swapOf(SubscriberState subscriber) {
        String swap = subscriber
                .simSwappedAt()
                .filter(at -> at.isAfter(world.now().minus(RECENT)))
                .map(at -> SWAP.format(EastAfricaTime.at(at)))
                .orElse(NO_RECENT_SWAP);
        return Json.object()
                .put("requestRefID", world.ids().uuid())
                .put("responseCode", "200")
                .put("responseDesc", "Success")
                .put("lastSwapDate", swap);
    }

    Reply organisation(ObjectNode body) {
        String type = Json.text(body, "IdentifierType");
        String identifier = Json.text(body, "Identifier");
        if (!type.equals("2") && !type.equals("4")) {
            return errors.invalid("IdentifierType");
        }
        Optional<OrganisationState> found = world.payee(identifier)
                .filter(organisation -> organisation.payableNumber().equals(identifier))
                .filter(organisation -> organisation.tillNumber().isPresent() == type.equals("2"));
        ObjectNode answer = Json.object().put("ConversationID", world.ids().merchantRequestId());
        if (found.isEmpty()) {
            return Reply.json(
                    200,
                    answer.put("ResponseCode", "4001")
                            .put("ResponseMessage", "Invalid Identifier")
                            .put("DetailedMessage", "Invalid Identifier"));
        }
        return Reply.json(
                200,
                answer.put("ResponseCode", "4000")
                        .put("ResponseMessage", "Success")
                        .put("DetailedMessage", "Request received successfully")
                        .put("OrganizationShortCode", identifier)
                        .put("OrganizationName", found.get().name())
                        .put("ChargeProfileID", "20013"));
    }

    /** B2C Hakikisha: the name behind a number, the first one in full. */
    Reply customerName(ObjectNode body) {
        JsonNode header = body.path("header");
        JsonNode question = body.path("body");
        String msisdn = Json.text(question, "msisdn");
        if (!Msisdns.isCanonical(msisdn)) {
            return errors.invalid("msisdn");
        }
        if (world.organisation(Json.text(question, "shortcode")).isEmpty()) {
            return errors.invalid("shortcode");
        }
        String[] names =
                world.subscriber(msisdn).name().toUpperCase(Locale.ROOT).split(" ", 3);
        ObjectNode answer = Json.object();
        answer.putObject("header")
                .put("requestID", Json.text(header, "requestID"))
                .put("timestamp", Long.toString(world.now().getEpochSecond()))
                .put("status", "200")
                .put("message", "Success");
        answer.putObject("body")
                .put("firstName", names[0])
                .put("middleName", names.length > 2 ? masked(names[1]) : "")
                .put("lastName", names.length > 1 ? masked(names[names.length - 1]) : "");
        return Reply.json(200, answer);
    }

    private static String masked(String name) {
        return name.isEmpty() ? "" : name.charAt(0) + "******";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
