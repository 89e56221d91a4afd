package io.github.darajasdk.internal.product;

import io.github.darajasdk.ConversationId;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.PartyType;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.b2b.B2bExpressAccepted;
import io.github.darajasdk.b2b.B2bExpressApi;
import io.github.darajasdk.b2b.B2bExpressRequest;
import io.github.darajasdk.internal.client.Core;
import io.github.darajasdk.internal.http.Answer;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.wire.WireObject;
import io.github.darajasdk.standingorder.StandingOrderAccepted;
import io.github.darajasdk.standingorder.StandingOrderApi;
import io.github.darajasdk.standingorder.StandingOrderEdition;
import io.github.darajasdk.standingorder.StandingOrderRequest;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;

/** The prompts beside STK Push: a till's operator, and standing orders. */
public final class PromptCalls implements B2bExpressApi {

    private static final Operation EXPRESS = Operation.money("b2b.express", "Till prompt", "/v1/ussdpush/get-msisdn");
    private static final Operation STANDING_ORDER =
            Operation.money("standing-order.create", "Standing order", "/standingorder/v1/createStandingOrderExternal");

    private final Core core;

    public PromptCalls(Core core) {
        this.core = core;
    }

    @Override
    public B2bExpressAccepted prompt(B2bExpressRequest request) {
        WireObject body = WireObject.create()
                .put("primaryShortCode", request.till().value())
                .put(
                        "receiverShortCode",
                        request.shortCode()
                                .orElse(core.settings().merchant().shortCode())
                                .value())
                .put("amount", String.valueOf(request.amount().shillings()))
                .put("paymentRef", request.paymentReference())
                .put("callbackUrl", request.callbackUrl().toString())
                .put("partnerName", request.partnerName())
                .put("RequestRefID", request.requestId().value());
        Answer answer = core.pipeline().send(EXPRESS, body).accepted("code", "status");
        return new B2bExpressAccepted(answer.json().textOrEmpty("status"), answer.text());
    }

    @Override
    public CompletableFuture<B2bExpressAccepted> promptAsync(B2bExpressRequest request) {
        return core.async().run(() -> prompt(request));
    }

    public StandingOrderApi standingOrders() {
        return new StandingOrderApi() {
            @Override
            public StandingOrderAccepted create(StandingOrderRequest request) {
                return createStandingOrder(request);
            }

            @Override
            public CompletableFuture<StandingOrderAccepted> createAsync(StandingOrderRequest request) {
                return core.async().run(() -> createStandingOrder(request));
            }
        };
    }

    private StandingOrderAccepted createStandingOrder(StandingOrderRequest request) {
        Merchant merchant = core.settings().merchant();
        boolean till = merchant.type() == Merchant.Type.TILL;
        StandingOrderEdition edition = request.edition();
        WireObject body = WireObject.create()
                .put("StandingOrderName", request.name())
                .put("StartDate", DateTimeFormatter.BASIC_ISO_DATE.format(request.startDate()))
                .put("EndDate", DateTimeFormatter.BASIC_ISO_DATE.format(request.endDate()))
                .put(
                        "BusinessShortCode",
                        merchant.tillNumber()
                                .map(TillNumber::value)
                                .orElse(merchant.shortCode().value()))
                .put("TransactionType", edition.transactionType(till))
                .put("ReceiverPartyIdentifierType", (till ? PartyType.TILL : PartyType.SHORT_CODE).code())
                .put("Amount", String.valueOf(request.amount().shillings()))
                .put("PartyA", request.phoneNumber().value())
                .put("CallBackURL", request.callbackUrl().toString())
                .put("AccountReference", request.accountReference().value())
                .put("TransactionDesc", request.description())
                .put("Frequency", String.valueOf(edition.number(request.frequency())))
                .putIfPresent(
                        "CustomStoId",
                        request.requestId()
                                .filter(id -> edition == StandingOrderEdition.Y2026)
                                .map(ConversationId::value)
                                .orElse(null));
        Answer answer = core.pipeline().send(STANDING_ORDER, body);
        WireObject header = answer.part("ResponseHeader");
        answer.about(header).accepted("responseCode", "responseDescription", "200");
        return new StandingOrderAccepted(
                header.textOrEmpty("responseRefID"), header.textOrEmpty("responseDescription"), answer.text());
    }
}
