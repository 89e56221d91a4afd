package io.github.darajasdk.simulator.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.CustomerScript.Reaction;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.ReceivedPush;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Msisdns;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.Scripts;
import io.github.darajasdk.simulator.internal.world.StkPush;
import io.github.darajasdk.simulator.internal.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** {@code POST /mpesa/stkpush/v1/processrequest}. */
final class StkPushEndpoint implements Endpoint {

    private static final String PAYBILL = "CustomerPayBillOnline";
    private static final String BUY_GOODS = "CustomerBuyGoodsOnline";
    private static final String SANDBOX_SHORT_CODE = "174379";
    private static final Duration HANG = Duration.ofMinutes(10);

    private final World world;
    private final Gate gate;
    private final Errors errors;
    private final StkCredentials credentials;

    StkPushEndpoint(World world, Gate gate, Errors errors, StkCredentials credentials) {
        this.world = world;
        this.gate = gate;
        this.errors = errors;
        this.credentials = credentials;
    }

    @Override
    public Reply answer(WireRequest request) throws InterruptedException {
        ReceivedPush push = read(request);
        int number = world.records().add(push);
        return gate.admit(request, "BusinessShortCode", body -> {
            Optional<Reply> refusal = refuse(body);
            return refusal.isPresent() ? refusal.get() : process(body, push, number);
        });
    }

    private ReceivedPush read(WireRequest request) {
        ObjectNode body = Json.parseObject(request.body()).orElseGet(Json::object);
        String amount = Json.text(body, "Amount");
        return new ReceivedPush(
                world.now(),
                request.body(),
                Json.text(body, "BusinessShortCode"),
                Json.text(body, "PartyB"),
                Json.text(body, "PhoneNumber"),
                isAmount(amount) ? Long.parseLong(amount) : 0,
                Json.text(body, "AccountReference"),
                Json.text(body, "TransactionDesc"),
                Json.text(body, "CallBackURL"),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<Reply> refuse(ObjectNode body) {
        Optional<Reply> badCredentials = credentials.refuseFields(body);
        if (badCredentials.isPresent()) {
            return badCredentials;
        }
        Optional<String> badField = invalidField(body);
        return badField.isPresent() ? badField.map(errors::invalid) : credentials.refuseMerchant(body);
    }

    private Optional<String> invalidField(ObjectNode body) {
        String type = Json.text(body, "TransactionType").strip();
        if (!isTypeAllowed(type, Json.text(body, "BusinessShortCode"))) {
            return Optional.of("TransactionType");
        }
        if (!isAmount(Json.text(body, "Amount"))) {
            return Optional.of("Amount");
        }
        if (!Msisdns.isCanonical(Json.text(body, "PartyA"))) {
            return Optional.of("PartyA");
        }
        if (!StkCredentials.SHORT_CODE.matcher(Json.text(body, "PartyB")).matches()) {
            return Optional.of("PartyB");
        }
        if (!Msisdns.isCanonical(Json.text(body, "PhoneNumber"))) {
            return Optional.of("PhoneNumber");
        }
        boolean asDaraja = world.settings().get(Setting.REFUSE_LOCAL_CALLBACKS);
        if (!CallbackUrlRules.accepts(Json.text(body, "CallBackURL"), asDaraja)) {
            return Optional.of("CallBackURL");
        }
        String reference = Json.text(body, "AccountReference");
        return reference.isBlank() || reference.length() > 12 ? Optional.of("AccountReference") : Optional.empty();
    }

    private boolean isTypeAllowed(String type, String shortCode) {
        if (type.equals(BUY_GOODS)) {
            return !shortCode.equals(SANDBOX_SHORT_CODE) || world.settings().get(Setting.SANDBOX_BUY_GOODS);
        }
        return type.equals(PAYBILL);
    }

    private static boolean isAmount(String text) {
        return text.matches("[1-9]\\d{0,8}");
    }

    private Reply process(ObjectNode body, ReceivedPush received, int number) throws InterruptedException {
        OrganisationState payee = world.organisation(received.shortCode()).orElseThrow();
        Scripts.Fate fate = world.scripts()
                .decide(received, world.subscriber(received.msisdn()).script());
        DeliveryScript delivery = fate.delivery();
        world.timeline().pauseUntil(received.at().plus(delivery.answerDelay()));
        if (delivery.fault().isPresent() && !delivery.isAcceptedFirst()) {
            return fault(delivery.fault().get());
        }

        boolean permitted = received.partyB().equals(payee.payableNumber())
                && Json.text(body, "TransactionType").strip().equals(BUY_GOODS)
                        == payee.tillNumber().isPresent();
        Optional<StkPush> accepted = world.stk().accept(received, number, payee, permitted, fate);
        if (accepted.isEmpty()) {
            if (fate.customer().reaction() != Reaction.BUSY) {
                world.scripts().giveBack(fate); // another prompt was in the way, not what was planned
            }
            return errors.error(
                    500,
                    "500.001.1001",
                    "Unable to lock subscriber, a transaction is already in process for the current subscriber");
        }
        return answerAccepted(accepted.get())
                .then(() -> accepted.get().answered().complete(null));
    }

    private Reply answerAccepted(StkPush push) throws InterruptedException {
        DeliveryScript delivery = push.delivery();
        if (delivery.isCallbackFirst()) {
            await(push.calledBack());
        }
        // Counted from the arrival, so that a clock moved meanwhile counts.
        world.timeline()
                .pauseUntil(push.request().at().plus(delivery.answerDelay()).plus(delivery.answerHold()));
        if (delivery.fault().isPresent()) {
            return fault(delivery.fault().get());
        }
        ObjectNode body = Json.object();
        body.put("MerchantRequestID", push.merchantRequestId());
        body.put("CheckoutRequestID", push.checkoutRequestId());
        body.put("ResponseCode", "0");
        body.put("ResponseDescription", "Success. Request accepted for processing");
        body.put("CustomerMessage", "Success. Request accepted for processing");
        return Reply.json(200, body);
    }

    private Reply fault(GatewayFault fault) throws InterruptedException {
        if (fault == GatewayFault.HANG) {
            world.timeline().pause(HANG);
        }
        return errors.of(fault);
    }

    private static void await(CompletableFuture<Void> event) throws InterruptedException {
        try {
            event.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A callback failed in a way that is not a network's", e);
        }
    }
}
