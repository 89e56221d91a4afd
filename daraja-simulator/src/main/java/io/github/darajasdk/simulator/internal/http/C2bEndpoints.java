package io.github.darajasdk.simulator.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.internal.world.C2bUrls;
import io.github.darajasdk.simulator.internal.world.CustomerPayments;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Msisdns;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** C2B: {@code registerurl} and {@code simulate}, versions 1 and 2. */
final class C2bEndpoints {

    private final World world;
    private final Gate gate;
    private final Errors errors;

    C2bEndpoints(World world, Gate gate, Errors errors) {
        this.world = world;
        this.gate = gate;
        this.errors = errors;
    }

    Map<String, Endpoint> routes() {
        return Map.of(
                "/mpesa/c2b/v1/registerurl", request -> gate.admit(request, "ShortCode", body -> register(body, 1)),
                "/mpesa/c2b/v2/registerurl", request -> gate.admit(request, "ShortCode", body -> register(body, 2)),
                "/mpesa/c2b/v1/simulate", request -> gate.admit(request, "ShortCode", body -> simulate(body, 1)),
                "/mpesa/c2b/v2/simulate", request -> gate.admit(request, "ShortCode", body -> simulate(body, 2)));
    }

    private Reply register(ObjectNode body, int version) {
        Optional<Reply> refusal = wrongVersion(version);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<OrganisationState> organisation = world.payee(Json.text(body, "ShortCode"));
        if (organisation.isEmpty()) {
            return errors.invalid("ShortCode");
        }
        String type = Json.text(body, "ResponseType");
        if (!type.equals("Completed") && !type.equals("Cancelled")) {
            return errors.invalid("ResponseType");
        }
        boolean asDaraja = world.settings().get(Setting.REFUSE_LOCAL_CALLBACKS);
        String confirmation = Json.text(body, "ConfirmationURL");
        String validation = Json.text(body, "ValidationURL");
        if (!CallbackUrlRules.accepts(confirmation, asDaraja)) {
            return errors.invalid("ConfirmationURL");
        }
        if (!CallbackUrlRules.accepts(validation, asDaraja)) {
            return errors.invalid("ValidationURL");
        }
        if (organisation.get().c2bUrls().isPresent()) {
            Optional<Reply> second = secondRegistration();
            if (second.isPresent()) {
                return second.get();
            }
        }
        organisation.get().register(new C2bUrls(version, type.equals("Completed"), confirmation, validation));
        return accepted("Success");
    }

    private Optional<Reply> secondRegistration() {
        return switch (world.settings().get(Setting.C2B_SECOND_REGISTRATION)) {
            case OVERWRITES -> Optional.empty();
            case REFUSED -> Optional.of(errors.error(500, "500.003.1001", "Urls are already registered"));
            case REFUSED_IN_TEXT -> {
                ObjectNode body = Json.object();
                body.put("ConversationID", "");
                body.put("OriginatorCoversationID", "");
                body.put("ResponseDescription", "Validation and Confirmation URLs are already registered");
                yield Optional.of(Reply.json(200, body));
            }
        };
    }

    private Reply simulate(ObjectNode body, int version) {
        Optional<Reply> refusal = wrongVersion(version);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<OrganisationState> payee = world.payee(Json.text(body, "ShortCode"));
        if (payee.isEmpty()) {
            return errors.invalid("ShortCode");
        }
        boolean till = payee.get().tillNumber().isPresent();
        if (!Json.text(body, "CommandID").equals(till ? "CustomerBuyGoodsOnline" : "CustomerPayBillOnline")) {
            return errors.invalid("CommandID");
        }
        String amount = Json.text(body, "Amount");
        if (!amount.matches("[1-9]\\d{0,8}")) {
            return errors.invalid("Amount");
        }
        String msisdn = Json.text(body, "Msisdn");
        if (!Msisdns.isCanonical(msisdn)) {
            return errors.invalid("Msisdn");
        }
        Reply reply = accepted("Accept the service request successfully.");
        String originator = world.ids().merchantRequestId();
        return reply.then(() -> {
            CompletableFuture<Optional<String>> unused = world.c2b()
                    .payByMenu(new CustomerPayments.Order(
                            world.subscriber(msisdn),
                            payee.get(),
                            Long.parseLong(amount),
                            Json.text(body, "BillRefNumber"),
                            null,
                            originator,
                            world.now()));
        });
    }

    private Optional<Reply> wrongVersion(int version) {
        boolean has = switch (world.settings().get(Setting.C2B_PRODUCT)) {
            case BOTH -> true;
            case V1 -> version == 1;
            case V2 -> version == 2;
        };
        return has
                ? Optional.empty()
                : Optional.of(errors.error(
                        401,
                        "401.003.01",
                        "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found"));
    }

    private Reply accepted(String description) {
        ObjectNode body = Json.object();
        body.put("OriginatorCoversationID", world.ids().merchantRequestId()); // spelt so
        body.put("ResponseCode", "0");
        body.put("ResponseDescription", description);
        return Reply.json(200, body);
    }
}
