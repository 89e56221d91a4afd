package io.github.darajasdk.docs;

import io.github.darajasdk.Amount;
import io.github.darajasdk.CommandAccepted;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.b2b.B2bExpressAccepted;
import io.github.darajasdk.b2b.B2bExpressRequest;
import io.github.darajasdk.b2b.B2bPayment;
import io.github.darajasdk.b2b.TaxPayment;
import io.github.darajasdk.b2c.B2cPayment;
import io.github.darajasdk.b2c.PochiPayment;
import io.github.darajasdk.callback.B2bExpressCallback;
import io.github.darajasdk.callback.BusinessPaymentReport;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.CommandResult;
import io.github.darajasdk.callback.PayoutReport;
import io.github.darajasdk.callback.ReversalReport;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.Delivery;
import io.github.darajasdk.transaction.ReversalRequest;
import java.util.Optional;

/** Paying others and giving back, as the pages show it. */
final class PayOutExamples {

    private PayOutExamples() {}

    static B2cPayment payment(CallbackUrls callbackUrls, String payoutId) {
        // docs: begin b2c-request
        B2cPayment payment = B2cPayment.builder()
                .originatorConversationId(ConversationId.of(payoutId)) // stored before this line
                .phoneNumber(Msisdn.parse("0708 374 149"))
                .amount(Amount.kes(1_200))
                .remarks("Refund 20418")
                .resultUrl(callbackUrls.create(CallbackPurpose.B2C_RESULT, payoutId))
                .timeoutUrl(callbackUrls.create(CallbackPurpose.B2C_TIMEOUT, payoutId))
                .build();
        // docs: end b2c-request
        return payment;
    }

    static boolean isDecided(DarajaClient daraja, B2cPayment payment) {
        // docs: begin b2c-pay
        try {
            daraja.b2c().pay(payment);
            return false; // accepted: the result decides
        } catch (DarajaException e) {
            return e.delivery() != Delivery.UNKNOWN; // unknown: the result decides, or the same id once more
        }
        // docs: end b2c-pay
    }

    static Optional<ReceiptNumber> payoutResult(byte[] body) {
        // docs: begin b2c-result
        CommandResult result = CallbackParser.create().parseResult(CallbackPurpose.B2C_RESULT, body);
        if (result instanceof CommandResult.Succeeded succeeded) {
            PayoutReport report = PayoutReport.of(succeeded);
            return Optional.of(report.receiptNumber()); // paid out
        } else if (result instanceof CommandResult.Failed failed) {
            return Optional.empty(); // a final code, failed.resultCode(): nothing was paid
        } else {
            throw new IllegalStateException("not known yet, ask by status: " + result.resultCode());
        }
        // docs: end b2c-result
    }

    static CommandAccepted pochi(DarajaClient daraja, CallbackUrls callbackUrls, String payoutId) {
        // docs: begin pochi
        CommandAccepted accepted = daraja.pochi()
                .pay(PochiPayment.builder()
                        .originatorConversationId(ConversationId.of(payoutId)) // stored before this line
                        .phoneNumber(Msisdn.parse("0708 374 149"))
                        .amount(Amount.kes(1_200))
                        .remarks("Supplier 77")
                        .resultUrl(callbackUrls.create(CallbackPurpose.B2C_RESULT, payoutId))
                        .timeoutUrl(callbackUrls.create(CallbackPurpose.B2C_TIMEOUT, payoutId))
                        .build());
        // docs: end pochi
        return accepted;
    }

    static CommandAccepted toPaybill(DarajaClient daraja, CallbackUrls callbackUrls, String paymentId) {
        // docs: begin b2b-paybill
        CommandAccepted accepted = daraja.b2b()
                .pay(B2bPayment.toPaybill(ShortCode.of("888880"))
                        .accountReference("METER-77120")
                        .amount(Amount.kes(2_350))
                        .remarks("Electricity October")
                        .resultUrl(callbackUrls.create(CallbackPurpose.B2B_RESULT, paymentId))
                        .timeoutUrl(callbackUrls.create(CallbackPurpose.B2B_TIMEOUT, paymentId))
                        .build());
        // docs: end b2b-paybill
        return accepted;
    }

    static CommandAccepted toTill(DarajaClient daraja, CallbackUrls callbackUrls, String paymentId) {
        // docs: begin b2b-till
        CommandAccepted accepted = daraja.b2b()
                .pay(B2bPayment.toTill(TillNumber.of("5310962"))
                        .accountReference("PO-7731")
                        .amount(Amount.kes(2_350))
                        .remarks("Supplies")
                        .resultUrl(callbackUrls.create(CallbackPurpose.B2B_RESULT, paymentId))
                        .timeoutUrl(callbackUrls.create(CallbackPurpose.B2B_TIMEOUT, paymentId))
                        .build());
        // docs: end b2b-till
        return accepted;
    }

    static CommandAccepted topUp(DarajaClient daraja, CallbackUrls callbackUrls, String paymentId) {
        // docs: begin b2b-top-up
        CommandAccepted accepted = daraja.b2b()
                .pay(B2bPayment.topUp(ShortCode.of("600992"))
                        .accountReference("Wages")
                        .amount(Amount.kes(200_000))
                        .remarks("Wages October")
                        .resultUrl(callbackUrls.create(CallbackPurpose.B2B_RESULT, paymentId))
                        .timeoutUrl(callbackUrls.create(CallbackPurpose.B2B_TIMEOUT, paymentId))
                        .build());
        // docs: end b2b-top-up
        return accepted;
    }

    static CommandAccepted tax(DarajaClient daraja, CallbackUrls callbackUrls, String paymentId) {
        // docs: begin b2b-tax
        CommandAccepted accepted = daraja.b2b()
                .payTax(TaxPayment.builder()
                        .registrationNumber("PRN8842XN")
                        .amount(Amount.kes(18_400))
                        .remarks("VAT September")
                        .resultUrl(callbackUrls.create(CallbackPurpose.B2B_RESULT, paymentId))
                        .timeoutUrl(callbackUrls.create(CallbackPurpose.B2B_TIMEOUT, paymentId))
                        .build());
        // docs: end b2b-tax
        return accepted;
    }

    static Optional<ReceiptNumber> businessResult(byte[] body) {
        // docs: begin b2b-result
        CommandResult result = CallbackParser.create().parseResult(CallbackPurpose.B2B_RESULT, body);
        Optional<ReceiptNumber> receipt = Optional.empty(); // Failed: nothing was paid. Unresolved: ask by status
        if (result instanceof CommandResult.Succeeded succeeded) {
            receipt = Optional.of(BusinessPaymentReport.of(succeeded).receiptNumber());
        }
        // docs: end b2b-result
        return receipt;
    }

    static B2bExpressAccepted promptTill(DarajaClient daraja, CallbackUrls callbackUrls, String requestId) {
        // docs: begin b2b-express
        B2bExpressAccepted accepted = daraja.b2bExpress()
                .prompt(B2bExpressRequest.builder()
                        .till(TillNumber.of("5310962"))
                        .amount(Amount.kes(71))
                        .paymentReference("PO-7731")
                        .partnerName("Sample Vendor")
                        .requestId(ConversationId.of(requestId)) // comes back in the callback
                        .callbackUrl(callbackUrls.create(CallbackPurpose.B2B_EXPRESS, requestId))
                        .build());
        // docs: end b2b-express
        return accepted;
    }

    static Optional<ReceiptNumber> promptResult(byte[] body) {
        // docs: begin b2b-express-callback
        B2bExpressCallback callback = CallbackParser.create().parseB2bExpress(body);
        Optional<ReceiptNumber> receipt = Optional.empty(); // NotPaid or Unresolved: see callback.resultCode()
        if (callback instanceof B2bExpressCallback.Paid paid) {
            receipt = Optional.of(paid.receiptNumber());
        }
        // docs: end b2b-express-callback
        return receipt;
    }

    static CommandAccepted reverse(DarajaClient daraja, CallbackUrls callbackUrls, String refundId) {
        // docs: begin reversal
        CommandAccepted accepted = daraja.transactions()
                .reverse(ReversalRequest.builder()
                        .receiptNumber(ReceiptNumber.of("UJE41K7QXN"))
                        .amount(Amount.kes(2_500)) // what was paid
                        .remarks("Session cancelled")
                        .resultUrl(callbackUrls.create(CallbackPurpose.REVERSAL_RESULT, refundId))
                        .timeoutUrl(callbackUrls.create(CallbackPurpose.REVERSAL_TIMEOUT, refundId))
                        .build());
        // docs: end reversal
        return accepted;
    }

    static String reversalResult(byte[] body) {
        // docs: begin reversal-result
        CommandResult result = CallbackParser.create().parseResult(CallbackPurpose.REVERSAL_RESULT, body);
        if (result instanceof CommandResult.Succeeded succeeded) {
            return "given back by "
                    + ReversalReport.of(succeeded).receiptNumber().value(); // a receipt of its own
        } else if (result instanceof CommandResult.Failed failed) {
            return "not given back by this request: " + failed.resultCode().meaning();
        } else {
            return "not known yet, ask by status: " + result.resultCode();
        }
        // docs: end reversal-result
    }
}
