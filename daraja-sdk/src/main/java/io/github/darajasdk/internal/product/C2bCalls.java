package io.github.darajasdk.internal.product;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.c2b.C2bApi;
import io.github.darajasdk.c2b.C2bRegistered;
import io.github.darajasdk.c2b.C2bRegistration;
import io.github.darajasdk.c2b.C2bSimulated;
import io.github.darajasdk.c2b.C2bSimulation;
import io.github.darajasdk.c2b.C2bVersion;
import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.internal.client.Core;
import io.github.darajasdk.internal.http.Answer;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.wire.WireObject;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** C2B over the wire. */
public final class C2bCalls implements C2bApi {

    private final Core core;

    public C2bCalls(Core core) {
        this.core = core;
    }

    private static Operation registration(C2bVersion version) {
        return Operation.read("c2b.register", "C2B registration", "/mpesa/c2b/" + version.path() + "/registerurl")
                .answeringWith(C2bCalls::saysAlreadyRegistered);
    }

    private static boolean saysAlreadyRegistered(ApiError error) {
        return error.code().equals("500.003.1001") && mentionsEarlierRegistration(error.message());
    }

    private static boolean mentionsEarlierRegistration(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("already registered") || lower.contains("duplicate notification");
    }

    @Override
    public C2bRegistered register(C2bRegistration registration) {
        WireObject body = WireObject.create()
                .put("ShortCode", shortCode(registration.shortCode().orElse(null)))
                .put("ResponseType", registration.whenUnanswered().word())
                .put("ConfirmationURL", registration.confirmationUrl().toString())
                .put("ValidationURL", registration.validationUrl().toString());
        Answer answer = core.pipeline().send(registration(registration.version()), body);
        String text = answer.error() == null
                ? answer.json().textOrEmpty("ResponseDescription")
                : answer.error().message();
        if (mentionsEarlierRegistration(text)) {
            return new C2bRegistered(true, text, answer.text());
        }
        acceptedPerhapsWithoutCode(answer);
        return new C2bRegistered(false, text, answer.text());
    }

    /** The answers of 2018 had no code; their text and ids are the acceptance. */
    private static void acceptedPerhapsWithoutCode(Answer answer) {
        if (answer.json().has("ResponseCode")) {
            answer.accepted("ResponseCode", "ResponseDescription");
        } else if (!answer.json().has("OriginatorCoversationID")
                || !answer.json().has("ResponseDescription")) {
            throw answer.unreadable("the answer has no ResponseCode");
        }
    }

    @Override
    public CompletableFuture<C2bRegistered> registerAsync(C2bRegistration registration) {
        return core.async().run(() -> register(registration));
    }

    @Override
    public C2bSimulated simulate(C2bSimulation simulation) {
        boolean paybill = simulation.billReference().isPresent();
        WireObject body = WireObject.create()
                .putDigits("ShortCode", shortCode(simulation.shortCode().orElse(null)))
                .put("CommandID", paybill ? "CustomerPayBillOnline" : "CustomerBuyGoodsOnline")
                .put("Amount", simulation.amount().shillings())
                .putDigits("Msisdn", simulation.phoneNumber().value())
                .putOrNull("BillRefNumber", simulation.billReference().orElse(null));
        Answer answer = core.pipeline()
                .send(
                        Operation.money(
                                "c2b.simulate",
                                "C2B simulation",
                                "/mpesa/c2b/" + simulation.version().path() + "/simulate"),
                        body);
        acceptedPerhapsWithoutCode(answer);
        return new C2bSimulated(answer.json().textOrEmpty("ResponseDescription"), answer.text());
    }

    @Override
    public CompletableFuture<C2bSimulated> simulateAsync(C2bSimulation simulation) {
        return core.async().run(() -> simulate(simulation));
    }

    private String shortCode(@Nullable ShortCode given) {
        return given == null ? core.settings().merchant().shortCode().value() : given.value();
    }
}
