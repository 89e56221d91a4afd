package io.github.darajasdk.internal.product;

import io.github.darajasdk.Msisdn;
import io.github.darajasdk.PartyType;
import io.github.darajasdk.internal.check.Checks;
import io.github.darajasdk.internal.client.Core;
import io.github.darajasdk.internal.http.Answer;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.time.EastAfricaTime;
import io.github.darajasdk.internal.wire.WireObject;
import io.github.darajasdk.organisation.Organisation;
import io.github.darajasdk.organisation.OrganisationApi;
import io.github.darajasdk.qr.QrApi;
import io.github.darajasdk.qr.QrCode;
import io.github.darajasdk.qr.QrRequest;
import io.github.darajasdk.subscriber.Imsi;
import io.github.darajasdk.subscriber.SimSwap;
import io.github.darajasdk.subscriber.SubscriberApi;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Questions that are answered at once. */
public final class LookUpCalls {

    private static final Operation QR = Operation.read("qr.generate", "QR code", "/mpesa/qrcode/v1/generate");
    private static final Operation ORGANISATION =
            Operation.read("organisation.look-up", "Organisation look-up", "/sfcverify/v1/query/info");
    private static final Operation SWAP = Operation.read("subscriber.sim-swap", "SIM swap query", "/imsi/v2/checkATI");
    private static final Operation IMSI = Operation.read("subscriber.imsi", "IMSI query", "/imsi/v1/checkATI");

    private static final String FOUND = "4000";
    private static final String NOT_FOUND = "4001";
    /** Stands for no swap in the last three months. */
    private static final int MARKER_YEAR = 1900;

    private final Core core;

    public LookUpCalls(Core core) {
        this.core = core;
    }

    public QrApi qr() {
        return new QrApi() {
            @Override
            public QrCode generate(QrRequest request) {
                return makeQr(request);
            }

            @Override
            public CompletableFuture<QrCode> generateAsync(QrRequest request) {
                return core.async().run(() -> makeQr(request));
            }
        };
    }

    private QrCode makeQr(QrRequest request) {
        WireObject body = WireObject.create()
                .put("MerchantName", request.merchantName())
                .put("RefNo", request.reference())
                .put("Amount", request.amount().shillings())
                .put("TrxCode", request.type().code())
                .put("CPI", request.creditParty())
                .put("Size", String.valueOf(request.size()));
        // The code is documented as an id and was seen as 00, so the picture itself is the good news.
        Answer answer = core.pipeline().send(QR, body);
        return answer.required(
                "QRCode", base64 -> new QrCode(Base64.getMimeDecoder().decode(base64), answer.text()));
    }

    public OrganisationApi organisations() {
        return new OrganisationApi() {
            @Override
            public Optional<Organisation> lookUp(PartyType type, String number) {
                return find(type, number);
            }

            @Override
            public CompletableFuture<Optional<Organisation>> lookUpAsync(PartyType type, String number) {
                return core.async().run(() -> find(type, number));
            }
        };
    }

    private Optional<Organisation> find(PartyType type, String number) {
        if (type == PartyType.MSISDN) {
            throw new IllegalArgumentException("an organisation has a short code or a till, no phone number");
        }
        WireObject body = WireObject.create()
                .put("IdentifierType", type.code())
                .put("Identifier", Checks.digits(number, "the organisation's number", 5, 8));
        Answer answer = core.pipeline().send(ORGANISATION, body);
        if (NOT_FOUND.equals(answer.json().codeText("ResponseCode"))) {
            return Optional.empty();
        }
        answer.accepted("ResponseCode", "ResponseMessage", FOUND);
        return Optional.of(new Organisation(
                answer.json().textOrEmpty("OrganizationShortCode"),
                answer.required("OrganizationName", name -> name),
                answer.text()));
    }

    public SubscriberApi subscribers() {
        return new SubscriberApi() {
            @Override
            public SimSwap simSwap(Msisdn phoneNumber) {
                Answer answer = ask(SWAP, phoneNumber);
                return new SimSwap(lastSwap(answer), answer.text());
            }

            @Override
            public CompletableFuture<SimSwap> simSwapAsync(Msisdn phoneNumber) {
                return core.async().run(() -> simSwap(phoneNumber));
            }

            @Override
            public Imsi imsi(Msisdn phoneNumber) {
                Answer answer = ask(IMSI, phoneNumber);
                return new Imsi(
                        answer.json().textOrEmpty("imsi"),
                        lastSwap(answer),
                        EastAfricaTime.tryParseDashed(answer.json().textOrEmpty("msisdnRegistrationDate")),
                        answer.text());
            }

            @Override
            public CompletableFuture<Imsi> imsiAsync(Msisdn phoneNumber) {
                return core.async().run(() -> imsi(phoneNumber));
            }
        };
    }

    private Answer ask(Operation operation, Msisdn phoneNumber) {
        WireObject body = WireObject.create().put("customerNumber", phoneNumber.value());
        return core.pipeline().send(operation, body).accepted("responseCode", "responseDesc", "200");
    }

    private static Optional<LocalDateTime> lastSwap(Answer answer) {
        LocalDateTime date = EastAfricaTime.tryParseDashed(answer.json().textOrEmpty("lastSwapDate"))
                .orElseThrow(() -> answer.unreadable("the answer has no lastSwapDate that can be read"));
        return date.getYear() == MARKER_YEAR ? Optional.empty() : Optional.of(date);
    }
}
