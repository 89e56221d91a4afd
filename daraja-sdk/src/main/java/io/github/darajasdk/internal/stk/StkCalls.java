package io.github.darajasdk.internal.stk;

import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.MerchantRequestId;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ResultFinality;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.internal.client.ClientSettings;
import io.github.darajasdk.internal.client.Core;
import io.github.darajasdk.internal.http.Answer;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.time.EastAfricaTime;
import io.github.darajasdk.internal.wire.WireObject;
import io.github.darajasdk.stk.StkApi;
import io.github.darajasdk.stk.StkPushAccepted;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.stk.StkQueryResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** STK Push over the wire. */
public final class StkCalls implements StkApi {

    private static final Operation PUSH = Operation.money("stk.push", "STK push", "/mpesa/stkpush/v1/processrequest");

    /**
     * Daraja says 500.001.1001 for live, finished and unknown prompts alike, so on this endpoint it is no answer rather than
     * an error, unless its text names a mistake of the set-up.
     */
    private static final Operation QUERY = Operation.read("stk.query", "STK query", "/mpesa/stkpushquery/v1/query")
            .answeringWith(StkCalls::saysNothing);

    private static final Pattern RESULT_CODE = Pattern.compile("[A-Za-z0-9_.]{1,40}");

    private final Core core;
    private final ClientSettings settings;
    private final OutcomeWait wait;

    public StkCalls(Core core) {
        this(core, OutcomeWait.Pause.sleeping());
    }

    StkCalls(Core core, OutcomeWait.Pause pause) {
        this.core = core;
        this.settings = core.settings();
        this.wait = new OutcomeWait(this::query, pause);
    }

    private static boolean saysNothing(ApiError error) {
        String message = error.message().toLowerCase(Locale.ROOT);
        return error.code().equals("500.001.1001")
                && !message.contains("wrong credentials")
                && !message.contains("merchant does not exist")
                && !message.contains("unable to lock subscriber");
    }

    @Override
    public StkPushAccepted push(StkPushRequest request) {
        if (request.amount().compareTo(settings.maxPayment()) > 0) {
            throw new IllegalArgumentException(request.amount() + " is more than the client's limit for one payment, "
                    + settings.maxPayment() + "; see DarajaClient.Builder.maxPayment");
        }
        Merchant merchant = settings.merchant();
        boolean till = merchant.type() == Merchant.Type.TILL;
        WireObject body = signed(merchant)
                .put("TransactionType", till ? "CustomerBuyGoodsOnline" : "CustomerPayBillOnline")
                .put("Amount", request.amount().shillings())
                .putDigits("PartyA", request.phoneNumber().value())
                .putDigits("PartyB", payee(merchant))
                .putDigits("PhoneNumber", request.phoneNumber().value())
                .put("CallBackURL", request.callbackUrl().toString())
                .put("AccountReference", request.accountReference().value())
                .putIfPresent("TransactionDesc", request.description().orElse(null));
        Answer answer = core.pipeline().send(PUSH, body).accepted("ResponseCode", "ResponseDescription");
        return new StkPushAccepted(
                answer.required("MerchantRequestID", MerchantRequestId::of),
                answer.required("CheckoutRequestID", CheckoutRequestId::of),
                answer.json().textOrEmpty("CustomerMessage"),
                answer.text());
    }

    private static String payee(Merchant merchant) {
        ShortCode shortCode = merchant.shortCode();
        return merchant.tillNumber().map(TillNumber::value).orElse(shortCode.value());
    }

    @Override
    public CompletableFuture<StkPushAccepted> pushAsync(StkPushRequest request) {
        return core.async().run(() -> push(request));
    }

    @Override
    public StkQueryResult query(CheckoutRequestId checkoutRequestId) {
        WireObject body = signed(settings.merchant()).put("CheckoutRequestID", checkoutRequestId.value());
        return read(checkoutRequestId, core.pipeline().send(QUERY, body));
    }

    private static StkQueryResult read(CheckoutRequestId asked, Answer answer) {
        if (answer.error() != null) {
            return new StkQueryResult.Unresolved(asked, null, answer.error().message(), answer.text());
        }
        WireObject json = answer.json();
        String about = json.text("CheckoutRequestID");
        if (about != null && !about.equals(asked.value())) {
            throw answer.unreadable("it is about another CheckoutRequestID than the one asked for");
        }
        String code = json.codeText("ResultCode");
        String description = json.textOrEmpty("ResultDesc");
        String accepted = json.codeText("ResponseCode");
        boolean answered = accepted == null || accepted.matches("0+");
        if (!answered || code == null || !RESULT_CODE.matcher(code).matches()) {
            return new StkQueryResult.Unresolved(asked, null, description, answer.text());
        }
        ResultCode result = ResultCode.stk(code);
        if (result.finality() != ResultFinality.FINAL) {
            return new StkQueryResult.Unresolved(asked, result, description, answer.text());
        }
        return code.equals("0")
                ? new StkQueryResult.Paid(asked, result, description, answer.text())
                : new StkQueryResult.NotPaid(asked, result, description, answer.text());
    }

    @Override
    public CompletableFuture<StkQueryResult> queryAsync(CheckoutRequestId checkoutRequestId) {
        return core.async().run(() -> query(checkoutRequestId));
    }

    @Override
    public StkQueryResult awaitOutcome(CheckoutRequestId checkoutRequestId, Duration atMost) {
        if (atMost.isNegative() || atMost.isZero()) {
            throw new IllegalArgumentException("the time to wait must be positive, not " + atMost);
        }
        return wait.await(checkoutRequestId, atMost);
    }

    @Override
    public StkQueryResult awaitOutcome(CheckoutRequestId checkoutRequestId, Instant deadline) {
        Duration left = Duration.between(settings.clock().instant(), deadline);
        return wait.await(checkoutRequestId, left.isNegative() ? Duration.ZERO : left);
    }

    /** Short code, password and timestamp: fresh for every request, in Nairobi's time. */
    private WireObject signed(Merchant merchant) {
        String passkey = merchant.passkey()
                .map(Passkey::value)
                .orElseThrow(() -> new IllegalStateException(
                        "this merchant has no passkey: STK Push needs Merchant.paybill or Merchant.till"));
        String shortCode = merchant.shortCode().value();
        String timestamp = EastAfricaTime.format(settings.clock().instant());
        byte[] password = (shortCode + passkey + timestamp).getBytes(StandardCharsets.UTF_8);
        return WireObject.create()
                .putDigits("BusinessShortCode", shortCode)
                .put("Password", Base64.getEncoder().encodeToString(password))
                .put("Timestamp", timestamp);
    }
}
