package io.github.darajasdk.product;

import static io.github.darajasdk.product.ProductTest.RESULT_URL;
import static io.github.darajasdk.product.ProductTest.TIMEOUT_URL;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.b2b.B2bExpressRequest;
import io.github.darajasdk.b2b.B2bPayment;
import io.github.darajasdk.b2b.TaxPayment;
import io.github.darajasdk.b2c.B2cPayment;
import io.github.darajasdk.b2c.PochiPayment;
import io.github.darajasdk.billmanager.BillManagerOptIn;
import io.github.darajasdk.billmanager.BillReceipt;
import io.github.darajasdk.billmanager.Invoice;
import io.github.darajasdk.billmanager.InvoiceItem;
import io.github.darajasdk.bonga.BongaRedemption;
import io.github.darajasdk.c2b.C2bSimulation;
import io.github.darajasdk.standingorder.StandingOrderFrequency;
import io.github.darajasdk.standingorder.StandingOrderRequest;
import io.github.darajasdk.transaction.ReversalRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;

/** Exactly the requests of the fixtures. */
final class Requests {

    static final Msisdn JANE = Msisdn.of("254708374149");
    static final ConversationId OWN_ID = ConversationId.of("b1f0c2d4-6a7e-4f39-9c58-20e7a3b5d611");

    private Requests() {}

    static B2cPayment.Builder payout() {
        return B2cPayment.builder()
                .originatorConversationId(OWN_ID)
                .phoneNumber(JANE)
                .amount(Amount.kes(1200))
                .shortCode(ShortCode.of("600992"))
                .remarks("Refund 20418")
                .occasion("Refund")
                .resultUrl(RESULT_URL)
                .timeoutUrl(TIMEOUT_URL);
    }

    static PochiPayment pochi() {
        return PochiPayment.builder()
                .originatorConversationId(OWN_ID)
                .phoneNumber(JANE)
                .amount(Amount.kes(1200))
                .shortCode(ShortCode.of("600992"))
                .remarks("Supplier 77")
                .occasion("Refund")
                .resultUrl(RESULT_URL)
                .timeoutUrl(TIMEOUT_URL)
                .build();
    }

    static B2bPayment.Builder business(B2bPayment.Builder to) {
        return to.amount(Amount.kes(2350))
                .shortCode(ShortCode.of("600979"))
                .accountReference("PO-7731")
                .requester(JANE)
                .remarks("Supplies")
                .resultUrl(RESULT_URL)
                .timeoutUrl(TIMEOUT_URL);
    }

    static TaxPayment tax() {
        return TaxPayment.builder()
                .amount(Amount.kes(18_400))
                .registrationNumber("PRN8842XN")
                .shortCode(ShortCode.of("600979"))
                .remarks("VAT Sep")
                .resultUrl(RESULT_URL)
                .timeoutUrl(TIMEOUT_URL)
                .build();
    }

    static ReversalRequest reversal() {
        return ReversalRequest.builder()
                .receiptNumber(ReceiptNumber.of("UJE41K7QXN"))
                .amount(Amount.kes(1))
                .shortCode(ShortCode.of("600992"))
                .remarks("Order cancelled")
                .resultUrl(RESULT_URL)
                .timeoutUrl(TIMEOUT_URL)
                .build();
    }

    static B2bExpressRequest tillPrompt() {
        return B2bExpressRequest.builder()
                .till(TillNumber.of("5310962"))
                .shortCode(ShortCode.of("600000"))
                .amount(Amount.kes(71))
                .paymentReference("PO-7731")
                .partnerName("Sample Vendor")
                .requestId(ConversationId.of("3f6b0c8e-91d7-4a25-bb60-7c1e5f2d9a04"))
                .callbackUrl(URI.create("https://pay.example.co.ke/hooks/b2bx/77aa"))
                .build();
    }

    static StandingOrderRequest.Builder standingOrder() {
        return StandingOrderRequest.builder()
                .name("Rent G70")
                .phoneNumber(JANE)
                .amount(Amount.kes(500))
                .startDate(LocalDate.of(2026, 11, 1))
                .endDate(LocalDate.of(2027, 10, 31))
                .frequency(StandingOrderFrequency.MONTHLY)
                .accountReference(AccountReference.of("G70"))
                .description("Rent")
                .callbackUrl(URI.create("https://pay.example.co.ke/hooks/ratiba/c0c0"));
    }

    static BongaRedemption redemption() {
        return BongaRedemption.builder()
                .shortCode(ShortCode.of("600984"))
                .phoneNumber(JANE)
                .amount(Amount.kes(8))
                .points(40)
                .conversionRate(new BigDecimal("0.2"))
                .accountNumber("INV-20418")
                .build();
    }

    static C2bSimulation simulation() {
        return C2bSimulation.builder()
                .shortCode(ShortCode.of("600984"))
                .amount(Amount.kes(150))
                .phoneNumber(JANE)
                .billReference("INV-20418")
                .build();
    }

    static BillManagerOptIn.Builder optIn() {
        return BillManagerOptIn.builder()
                .shortCode(ShortCode.of("718003"))
                .email("billing@example.co.ke")
                .officialContact(Msisdn.parse("0711000000"))
                .callbackUrl(URI.create("https://pay.example.co.ke/hooks/bills/5e5e"));
    }

    static Invoice invoice(String reference) {
        return Invoice.builder()
                .externalReference(reference)
                .billedName("Jane Doe")
                .billedPhoneNumber(JANE)
                .period("October 2026")
                .name("Water")
                .dueDate(LocalDate.of(2026, 10, 31))
                .accountReference("G70")
                .amount(Amount.kes(800))
                .items(List.of(
                        new InvoiceItem("Water", Amount.kes(700)), new InvoiceItem("Meter rent", Amount.kes(100))))
                .build();
    }

    static BillReceipt billReceipt() {
        return BillReceipt.builder()
                .paymentDate(LocalDate.of(2026, 10, 20))
                .amount(Amount.kes(800))
                .accountReference("G70")
                .receiptNumber(ReceiptNumber.of("UJEC1KBG3D"))
                .phoneNumber(JANE)
                .fullName("Jane Doe")
                .invoiceName("Water")
                .externalReference("INV-20418")
                .build();
    }
}
