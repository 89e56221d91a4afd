package io.github.darajasdk.simulator.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.Setting.PendingForm;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.StkOutcome;
import io.github.darajasdk.simulator.internal.world.StkPush;
import io.github.darajasdk.simulator.internal.world.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code POST /mpesa/stkpushquery/v1/query}. */
final class StkQueryEndpoint implements Endpoint {

    private static final String DOES_NOT_EXIST = "The transaction does not Exist";

    private static final List<PendingForm> PURE_FORMS = List.of(
            PendingForm.CODE_4999, PendingForm.BEING_PROCESSED, PendingForm.EMPTY_MESSAGE, PendingForm.DOES_NOT_EXIST);

    private final World world;
    private final Gate gate;
    private final Errors errors;
    private final StkCredentials credentials;
    private final AtomicInteger mixed = new AtomicInteger();

    StkQueryEndpoint(World world, Gate gate, Errors errors, StkCredentials credentials) {
        this.world = world;
        this.gate = gate;
        this.errors = errors;
        this.credentials = credentials;
    }

    @Override
    public Reply answer(WireRequest request) throws InterruptedException {
        return gate.admit(request, "BusinessShortCode", this::query);
    }

    private Reply query(ObjectNode body) {
        Optional<Reply> badFields = credentials.refuseFields(body);
        if (badFields.isPresent()) {
            return badFields.get();
        }
        String id = Json.text(body, "CheckoutRequestID");
        if (!id.matches("ws_CO_[A-Za-z0-9_]{1,58}")) {
            return errors.invalid("CheckoutRequestID");
        }
        Optional<Reply> badMerchant = credentials.refuseMerchant(body);
        if (badMerchant.isPresent()) {
            return badMerchant.get();
        }
        if (world.ids().percent() < world.settings().get(Setting.FLAKY_QUERY_PERCENT)) {
            return errors.error(500, "500.001.1001", "");
        }
        String shortCode = Json.text(body, "BusinessShortCode");
        Optional<StkPush> push =
                world.stk().find(id).filter(found -> found.request().shortCode().equals(shortCode));
        return push.isPresent() ? answer(push.get()) : errors.error(500, "500.001.1001", DOES_NOT_EXIST);
    }

    private Reply answer(StkPush push) {
        if (push.delivery().queryCode().isPresent()) {
            return concluded(
                    push,
                    push.delivery().queryCode().get(),
                    push.delivery().queryDescription().orElse(""));
        }
        if (world.now().isBefore(push.request().at().plus(world.settings().get(Setting.QUERY_BLIND_TIME)))) {
            return errors.error(500, "500.001.1001", DOES_NOT_EXIST);
        }
        Optional<StkOutcome> outcome = world.locked(push::outcome);
        return outcome.isPresent()
                ? concluded(push, outcome.get().code(), outcome.get().queryText())
                : pending(push, world.settings().get(Setting.PENDING_FORM));
    }

    private Reply pending(StkPush push, PendingForm form) {
        return switch (form) {
            case CODE_4999 -> concluded(push, "4999", "The transaction is still under processing");
            case BEING_PROCESSED ->
                errors.errorAbout(push.checkoutRequestId(), 500, "500.001.1001", "The transaction is being processed");
            case EMPTY_MESSAGE -> errors.error(500, "500.001.1001", "");
            case DOES_NOT_EXIST -> errors.error(500, "500.001.1001", DOES_NOT_EXIST);
            case MIXED -> pending(push, PURE_FORMS.get(Math.floorMod(mixed.getAndIncrement(), PURE_FORMS.size())));
        };
    }

    private static Reply concluded(StkPush push, String code, String description) {
        ObjectNode body = Json.object();
        body.put("ResponseCode", "0");
        body.put("ResponseDescription", "The service request has been accepted successfully");
        body.put("MerchantRequestID", push.merchantRequestId());
        body.put("CheckoutRequestID", push.checkoutRequestId());
        body.put("ResultCode", code);
        body.put("ResultDesc", description);
        return Reply.json(200, body);
    }
}
