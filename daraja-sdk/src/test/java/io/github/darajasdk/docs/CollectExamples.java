package io.github.darajasdk.docs;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.billmanager.BillManagerAnswer;
import io.github.darajasdk.billmanager.BillManagerKey;
import io.github.darajasdk.billmanager.BillManagerOptIn;
import io.github.darajasdk.billmanager.BillManagerOptedIn;
import io.github.darajasdk.billmanager.Invoice;
import io.github.darajasdk.billmanager.InvoiceItem;
import io.github.darajasdk.bonga.BongaAccepted;
import io.github.darajasdk.bonga.BongaRedemption;
import io.github.darajasdk.bonga.PointsValue;
import io.github.darajasdk.c2b.C2bDefault;
import io.github.darajasdk.c2b.C2bRegistered;
import io.github.darajasdk.c2b.C2bRegistration;
import io.github.darajasdk.c2b.C2bVersion;
import io.github.darajasdk.callback.BillPayment;
import io.github.darajasdk.callback.C2bPayment;
import io.github.darajasdk.callback.C2bValidationAnswer;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.StandingOrderCallback;
import io.github.darajasdk.callback.StkCallback;
import io.github.darajasdk.pull.PullPage;
import io.github.darajasdk.pull.PullQuery;
import io.github.darajasdk.pull.PullRegistered;
import io.github.darajasdk.pull.PullRegistration;
import io.github.darajasdk.pull.PullTransaction;
import io.github.darajasdk.qr.QrCode;
import io.github.darajasdk.qr.QrRequest;
import io.github.darajasdk.qr.QrType;
import io.github.darajasdk.standingorder.StandingOrderAccepted;
import io.github.darajasdk.standingorder.StandingOrderFrequency;
import io.github.darajasdk.standingorder.StandingOrderRequest;
import io.github.darajasdk.stk.StkPushAccepted;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.stk.StkQueryResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Being paid by customers, as the pages show it. */
final class CollectExamples {

    private CollectExamples() {}

    static StkPushAccepted push(DarajaClient daraja, CallbackUrls callbackUrls, String attemptId) {
        // docs: begin stk-push
        StkPushAccepted accepted = daraja.stk()
                .push(StkPushRequest.builder()
                        .phoneNumber(Msisdn.parse("0708 374 149"))
                        .amount(Amount.kes(2_500))
                        .accountReference(AccountReference.of("BK20417"))
                        .description("Deposit")
                        .callbackUrl(callbackUrls.create(CallbackPurpose.STK, attemptId))
                        .build());
        // docs: end stk-push
        return accepted;
    }

    static String stkCallback(byte[] body) {
        // docs: begin stk-callback
        StkCallback callback = CallbackParser.create().parseStk(body);
        if (callback instanceof StkCallback.Paid paid) {
            return "paid " + paid.amount() + " with " + paid.receiptNumber().value();
        } else if (callback instanceof StkCallback.NotPaid notPaid) {
            return notPaid.resultCode().customerMessage(Locale.ENGLISH);
        } else {
            return "ask again: " + callback.resultCode().meaning();
        }
        // docs: end stk-callback
    }

    static StkQueryResult await(DarajaClient daraja, StkPushAccepted accepted, Duration patience) {
        // docs: begin stk-await
        StkQueryResult result = daraja.stk().awaitOutcome(accepted.checkoutRequestId(), patience);
        // docs: end stk-await
        return result;
    }

    static C2bRegistered registerC2b(DarajaClient daraja, CallbackUrls callbackUrls) {
        // docs: begin c2b-register
        C2bRegistered registered = daraja.c2b()
                .register(C2bRegistration.builder()
                        .version(C2bVersion.V2)
                        .whenUnanswered(C2bDefault.COMPLETE)
                        .confirmationUrl(callbackUrls.create(CallbackPurpose.C2B_CONFIRMATION, "shop"))
                        .validationUrl(callbackUrls.create(CallbackPurpose.C2B_VALIDATION, "shop"))
                        .build());
        // docs: end c2b-register
        return registered;
    }

    static byte[] validate(byte[] body, Map<String, Amount> openBills) {
        // docs: begin c2b-validate
        C2bPayment asked = CallbackParser.create().parseC2bValidation(body);
        String account = asked.billReference().strip().toUpperCase(Locale.ROOT); // as the customer typed it
        C2bValidationAnswer answer = openBills.containsKey(account)
                ? C2bValidationAnswer.accept()
                : C2bValidationAnswer.reject(C2bValidationAnswer.Rejection.INVALID_ACCOUNT_NUMBER);
        return answer.toJson();
        // docs: end c2b-validate
    }

    static boolean confirm(byte[] body, Map<ReceiptNumber, C2bPayment> booked) {
        // docs: begin c2b-confirm
        C2bPayment payment = CallbackParser.create().parseC2bConfirmation(body);
        boolean isNew = booked.putIfAbsent(payment.receiptNumber(), payment) == null; // a unique column in your table
        // docs: end c2b-confirm
        return isNew;
    }

    static PullRegistered registerPull(DarajaClient daraja, CallbackUrls callbackUrls) {
        // docs: begin pull-register
        PullRegistered registered = daraja.pull()
                .register(PullRegistration.builder()
                        .nominatedNumber(Msisdn.parse("0711 000 000")) // as agreed with Safaricom
                        .callbackUrl(callbackUrls.create(CallbackPurpose.PULL, "pull"))
                        .build());
        // docs: end pull-register
        return registered;
    }

    static Map<ReceiptNumber, PullTransaction> pull(DarajaClient daraja, Clock clock) {
        // docs: begin pull-query
        Instant now = clock.instant();
        Map<ReceiptNumber, PullTransaction> found = new LinkedHashMap<>();
        int rows = 0;
        int before;
        do {
            before = found.size();
            PullPage page = daraja.pull()
                    .query(PullQuery.builder()
                            .from(now.minus(Duration.ofHours(2)))
                            .to(now)
                            .offset(rows)
                            .build());
            for (PullTransaction transaction : page.transactions()) {
                found.putIfAbsent(transaction.receiptNumber(), transaction);
            }
            rows += page.transactions().size() + page.unreadableRows();
        } while (found.size() > before);
        // docs: end pull-query
        return found;
    }

    static byte[] qr(DarajaClient daraja) {
        // docs: begin qr
        QrCode code = daraja.qr()
                .generate(QrRequest.builder()
                        .type(QrType.PAYBILL)
                        .merchantName("Smiling Steps")
                        .creditParty("174379")
                        .reference("BK20417")
                        .amount(Amount.kes(2_500))
                        .build());
        byte[] picture = code.png();
        // docs: end qr
        return picture;
    }

    static BillManagerOptedIn optIn(DarajaClient daraja, CallbackUrls callbackUrls) {
        // docs: begin bill-manager-opt-in
        BillManagerOptedIn optedIn = daraja.billManager()
                .optIn(BillManagerOptIn.builder()
                        .email("billing@example.co.ke")
                        .officialContact(Msisdn.parse("0711 000 000"))
                        .callbackUrl(callbackUrls.create(CallbackPurpose.BILL, "bills"))
                        .build());
        // docs: end bill-manager-opt-in
        return optedIn;
    }

    static BillManagerAnswer invoice(DarajaClient daraja, BillManagerKey key) {
        // docs: begin bill-manager-invoice
        BillManagerAnswer sent = daraja.billManager()
                .sendInvoice(
                        key,
                        Invoice.builder()
                                .externalReference("INV-20418")
                                .billedName("Jane Doe")
                                .billedPhoneNumber(Msisdn.parse("0708 374 149"))
                                .period("October 2026")
                                .name("Water")
                                .dueDate(LocalDate.of(2026, 10, 31))
                                .accountReference("G70")
                                .amount(Amount.kes(800))
                                .items(List.of(
                                        new InvoiceItem("Water", Amount.kes(700)),
                                        new InvoiceItem("Meter rent", Amount.kes(100))))
                                .build());
        // docs: end bill-manager-invoice
        return sent;
    }

    static boolean billPayment(byte[] body, Map<ReceiptNumber, BillPayment> booked) {
        // docs: begin bill-payment
        BillPayment payment = CallbackParser.create().parseBillPayment(body);
        boolean isNew = booked.putIfAbsent(payment.receiptNumber(), payment) == null; // it may come five times
        // then answer CallbackAck.billReceived().toJson(), and add it to payment.accountReference()
        // docs: end bill-payment
        return isNew;
    }

    static StandingOrderAccepted standingOrder(DarajaClient daraja, CallbackUrls callbackUrls, String attemptId) {
        // docs: begin standing-order
        StandingOrderAccepted accepted = daraja.standingOrders()
                .create(StandingOrderRequest.builder()
                        .requestId(ConversationId.of(UUID.randomUUID().toString()))
                        .name("Rent G70")
                        .phoneNumber(Msisdn.parse("0708 374 149"))
                        .amount(Amount.kes(500))
                        .startDate(LocalDate.of(2026, 11, 1))
                        .endDate(LocalDate.of(2027, 10, 31))
                        .frequency(StandingOrderFrequency.MONTHLY)
                        .accountReference(AccountReference.of("G70"))
                        .description("Rent")
                        .callbackUrl(callbackUrls.create(CallbackPurpose.STANDING_ORDER, attemptId))
                        .build());
        // docs: end standing-order
        return accepted;
    }

    static boolean standingOrderCallback(byte[] body) {
        // docs: begin standing-order-callback
        StandingOrderCallback callback = CallbackParser.create().parseStandingOrder(body);
        boolean isSetUp = callback instanceof StandingOrderCallback.Created; // set up, not paid
        // docs: end standing-order-callback
        return isSetUp;
    }

    static BongaAccepted redeem(DarajaClient daraja) {
        // docs: begin bonga
        PointsValue value = daraja.bonga().valueOf(40);
        BongaAccepted accepted = daraja.bonga()
                .redeem(BongaRedemption.builder()
                        .phoneNumber(Msisdn.parse("0708 374 149"))
                        .points(value.points())
                        .conversionRate(value.rate())
                        .amount(Amount.kes(value.amount().longValueExact()))
                        .accountNumber("INV-20418")
                        .build());
        // docs: end bonga
        return accepted;
    }
}
