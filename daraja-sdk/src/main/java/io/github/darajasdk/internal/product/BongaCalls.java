package io.github.darajasdk.internal.product;

import io.github.darajasdk.bonga.BongaAccepted;
import io.github.darajasdk.bonga.BongaApi;
import io.github.darajasdk.bonga.BongaRedemption;
import io.github.darajasdk.bonga.PointsValue;
import io.github.darajasdk.internal.client.Core;
import io.github.darajasdk.internal.http.Answer;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.wire.WireObject;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Lipa na Bonga over the wire. */
public final class BongaCalls implements BongaApi {

    private static final Operation VALUE =
            Operation.read("bonga.value", "Points query", "/v1/lipa/na/bonga/calculate-points");
    private static final Operation REDEEM =
            Operation.money("bonga.redeem", "Points payment", "/v1/lipa/na/bonga/redeem-paybill");

    /** The sample says 200, the table of codes 6000. */
    private static final String ACCEPTED = "200|6000";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,6})?");

    private final Core core;

    public BongaCalls(Core core) {
        this.core = core;
    }

    @Override
    public PointsValue valueOf(long points) {
        if (points < 1) {
            throw new IllegalArgumentException("at least one point must be asked about, not " + points);
        }
        Answer answer = core.pipeline().send(VALUE, WireObject.create().put("points", String.valueOf(points)));
        answer.about(answer.part("header")).accepted("responseCode", "responseMessage", ACCEPTED);
        Answer body = answer.about(answer.part("body"));
        return new PointsValue(
                body.required("amount", BongaCalls::number),
                points,
                body.required("rate", BongaCalls::number),
                answer.text());
    }

    private static BigDecimal number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a plain number");
        }
        return new BigDecimal(text);
    }

    @Override
    public CompletableFuture<PointsValue> valueOfAsync(long points) {
        return core.async().run(() -> valueOf(points));
    }

    @Override
    public BongaAccepted redeem(BongaRedemption redemption) {
        WireObject body = WireObject.create()
                .put("msisdn", redemption.phoneNumber().value())
                .put("amount", String.valueOf(redemption.amount().shillings()))
                .put("bongaPoints", String.valueOf(redemption.points()))
                .put("conversionRate", redemption.conversionRate().toPlainString())
                .put(
                        "shortCode",
                        redemption
                                .shortCode()
                                .orElse(core.settings().merchant().shortCode())
                                .value())
                .put("accountNumber", redemption.accountNumber());
        Answer answer = core.pipeline().send(REDEEM, body);
        WireObject header = answer.part("header");
        answer.about(header).accepted("responseCode", "responseMessage", ACCEPTED);
        return new BongaAccepted(header.textOrEmpty("requestRefId"), answer.text());
    }

    @Override
    public CompletableFuture<BongaAccepted> redeemAsync(BongaRedemption redemption) {
        return core.async().run(() -> redeem(redemption));
    }
}
