package io.github.darajasdk.therapy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.RecordedRequest;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.MoneyReports;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import io.github.darajasdk.therapy.reconciliation.refund.Refunds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;

/** What people and M-PESA do in a test about money going back, and what is true afterwards. */
@TestComponent
public class RefundStory {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DarajaSimulator mpesa;
    private final PaymentStory payments;
    private final Bookings bookings;
    private final ReceiptBook receipts;
    private final Refunds refunds;
    private final MoneyReports reports;
    private final TransactionTemplate transaction;

    public RefundStory(
            DarajaSimulator mpesa,
            PaymentStory payments,
            Bookings bookings,
            ReceiptBook receipts,
            Refunds refunds,
            MoneyReports reports,
            TransactionTemplate transaction) {
        this.mpesa = mpesa;
        this.payments = payments;
        this.bookings = bookings;
        this.receipts = receipts;
        this.refunds = refunds;
        this.reports = reports;
        this.transaction = transaction;
    }

    /** Paid by a phone of its own; returns its receipt. */
    public String pay(TherapySession session, String phone) {
        payments.pay(session, phone);
        payments.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");
        payments.awaitState(session, AttemptState.PAID);
        return payments.receipts(session, "APPLIED").get(0);
    }

    /** Paid, named by M-PESA's own record, and then cancelled by its client: a refund waits for approval. */
    public Refund aRefundToApprove(String phone) {
        TherapySession session = payments.anApprovedSession();
        String receipt = pay(session, phone);
        seenInPull(session, receipt);
        bookings.cancel(session.id(), session.clientId());
        return refunds.ofReceipt(session.environment(), receipt).orElseThrow();
    }

    /** M-PESA's own list of payments names it, with the amount on record. */
    public void seenInPull(TherapySession session, String receipt) {
        long amount = receipts.find(session.environment(), receipt)
                .orElseThrow()
                .amount()
                .shillings();
        report(session, receipt, amount);
    }

    /** M-PESA's own list of payments names it, with an amount. */
    public void report(TherapySession session, String receipt, long amount) {
        transaction.executeWithoutResult(status -> reports.report(new ReportedMovement(
                session.environment(),
                session.merchant(),
                ReportedMovement.Source.PULL,
                ReportedMovement.Kind.PAYMENT_IN,
                receipt,
                null,
                amount,
                null,
                session.bookingNumber() + "-1",
                mpesa.clock().instant(),
                ("{\"transactionId\":\"" + receipt + "\"}").getBytes(StandardCharsets.UTF_8))));
    }

    public Refund present(Refund refund) {
        return refunds.find(refund.id()).orElseThrow();
    }

    public void awaitState(Refund refund, RefundState state) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(present(refund).state()).isEqualTo(state));
    }

    /** Requests to give this receipt back that reached M-PESA: what was on the wire. */
    public List<RecordedRequest> reversalsOnTheWire(String receipt) {
        return mpesa.requests().stream()
                .filter(request -> request.path().equals("/mpesa/reversal/v1/request"))
                .filter(request -> request.body().contains("\"" + receipt + "\""))
                .toList();
    }

    /** What really went back: the truth. */
    public List<LedgerEntry> givenBack(String receipt) {
        return mpesa.ledger().entries().stream()
                .filter(entry -> receipt.equals(entry.linkedReceipt()))
                .toList();
    }
}
