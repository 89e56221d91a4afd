package io.github.darajasdk.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.CommandAccepted;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.InitiatorCertificate;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.account.BalanceQuery;
import io.github.darajasdk.b2c.B2cPayment;
import io.github.darajasdk.c2b.C2bDefault;
import io.github.darajasdk.c2b.C2bRegistration;
import io.github.darajasdk.callback.BalanceReport;
import io.github.darajasdk.callback.C2bPayment;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CommandResult;
import io.github.darajasdk.callback.PayoutReport;
import io.github.darajasdk.callback.ReversalReport;
import io.github.darajasdk.callback.StkCallback;
import io.github.darajasdk.callback.TransactionReport;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.Delivery;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.stk.StkPushAccepted;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.stk.StkQueryResult;
import io.github.darajasdk.transaction.ReversalRequest;
import io.github.darajasdk.transaction.StatusQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole stories against the simulator, which shares no line of code with the SDK. */
class SimulatorStoryTest {

    private static final String JANE = "254708374149";

    private final CallbackParser parser = CallbackParser.create();
    private DarajaSimulator simulator;
    private CallbackReceiver receiver;
    private DarajaClient client;

    @BeforeEach
    void open() throws IOException {
        simulator = DarajaSimulator.start();
        receiver = new CallbackReceiver();
        client = client(Merchant.paybill(ShortCode.of(DarajaSimulator.PAYBILL), Passkey.of(DarajaSimulator.PASSKEY)));
    }

    private DarajaClient client(Merchant merchant) {
        return DarajaClient.builder()
                .environment(DarajaEnvironment.custom(simulator.baseUri()))
                .credentials(Credentials.of(DarajaSimulator.CONSUMER_KEY, DarajaSimulator.CONSUMER_SECRET))
                .merchant(merchant)
                .initiator(Initiator.of(DarajaSimulator.INITIATOR, DarajaSimulator.INITIATOR_PASSWORD))
                .initiatorCertificate(InitiatorCertificate.parse(simulator.certificate()))
                .clock(simulator.clock())
                .callTimeout(Duration.ofSeconds(10))
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        receiver.close();
        simulator.close();
    }

    private StkPushRequest push(String attempt) {
        return StkPushRequest.builder()
                .phoneNumber(Msisdn.parse("0708 374 149"))
                .amount(Amount.kes(2_500))
                .accountReference(AccountReference.of("BK20417-1"))
                .callbackUrl(receiver.url(CallbackPurpose.STK, attempt))
                .build();
    }

    private StkCallback callback(String attempt) throws InterruptedException {
        return parser.parseStk(receiver.next(CallbackPurpose.STK, attempt).body());
    }

    @Test
    void aCustomerWhoPaysIsPaidEverywhereByTheSameReceipt() throws Exception {
        StkPushAccepted accepted = client.stk().push(push("attempt-1"));
        StkCallback callback = callback("attempt-1");

        assertThat(callback).isInstanceOfSatisfying(StkCallback.Paid.class, paid -> {
            assertThat(paid.checkoutRequestId()).isEqualTo(accepted.checkoutRequestId());
            assertThat(paid.merchantRequestId()).isEqualTo(accepted.merchantRequestId());
            assertThat(paid.amount()).isEqualTo(Amount.kes(2_500));
            assertThat(simulator.ledger().debits()).singleElement().satisfies(debit -> {
                assertThat(debit.receipt()).isEqualTo(paid.receiptNumber().value());
                assertThat(debit.accountReference()).isEqualTo("BK20417-1");
            });
        });
        assertThat(client.stk().query(accepted.checkoutRequestId())).isInstanceOf(StkQueryResult.Paid.class);
    }

    @Test
    void aCustomerWhoCancelsHasNotPaid() throws Exception {
        simulator.nextPush().customer(CustomerScript.cancels());

        StkPushAccepted accepted = client.stk().push(push("attempt-2"));

        assertThat(callback("attempt-2"))
                .isInstanceOfSatisfying(
                        StkCallback.NotPaid.class,
                        notPaid -> assertThat(notPaid.resultCode()).isEqualTo(ResultCode.stk("1032")));
        assertThat(client.stk().query(accepted.checkoutRequestId())).isInstanceOf(StkQueryResult.NotPaid.class);
        assertThat(simulator.ledger().debits()).isEmpty();
    }

    @Test
    void aPushWhoseAnswerWasLostIsUnknownPushedOnceAndFoundByItsAddress() throws Exception {
        simulator.nextPush().delivery(DeliveryScript.acceptThenCutConnection());

        DarajaException thrown =
                catchThrowableOfType(DarajaException.class, () -> client.stk().push(push("attempt-3")));

        assertThat(thrown.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(callback("attempt-3")).isInstanceOf(StkCallback.Paid.class);
        assertThat(simulator.pushes()).hasSize(1);
        assertThat(simulator.ledger().debits()).hasSize(1);
    }

    @Test
    void aPushBehindTheFirewallIsUnknownAndSentOnce() {
        simulator.nextPush().delivery(DeliveryScript.http503Html());

        DarajaException thrown =
                catchThrowableOfType(DarajaException.class, () -> client.stk().push(push("attempt-4")));

        assertThat(thrown.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(simulator.pushes()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aTokenThatDiesEarlyCostsOneRefreshAndNoSecondPrompt() throws Exception {
        client.stk().push(push("attempt-5"));
        callback("attempt-5");
        simulator.expireTokens();
        simulator.clock().advance(Duration.ofMinutes(3)); // the same amount again is refused within two minutes

        client.stk().push(push("attempt-6"));

        assertThat(callback("attempt-6")).isInstanceOf(StkCallback.Paid.class);
        assertThat(simulator.ledger().debits()).hasSize(2);
        long tokens = simulator.requests().stream()
                .filter(request -> request.path().startsWith("/oauth/"))
                .count();
        assertThat(tokens).isEqualTo(2);
    }

    @Test
    void aTillIsPaidThroughItsStore() throws Exception {
        try (DarajaClient till = client(Merchant.till(
                ShortCode.of(DarajaSimulator.STORE),
                TillNumber.of(DarajaSimulator.TILL),
                Passkey.of(DarajaSimulator.PASSKEY)))) {
            till.stk().push(push("attempt-7"));
        }

        assertThat(callback("attempt-7")).isInstanceOf(StkCallback.Paid.class);
        assertThat(simulator.pushes()).singleElement().satisfies(push -> {
            assertThat(push.shortCode()).isEqualTo(DarajaSimulator.STORE);
            assertThat(push.partyB()).isEqualTo(DarajaSimulator.TILL);
        });
    }

    @Test
    void aPaymentIsAskedForByStatusAndGivenBack() throws Exception {
        client.stk().push(push("attempt-8"));
        ReceiptNumber receipt = ((StkCallback.Paid) callback("attempt-8")).receiptNumber();

        CommandAccepted asked = client.transactions()
                .status(StatusQuery.builder()
                        .receiptNumber(receipt)
                        .resultUrl(receiver.url(CallbackPurpose.STATUS_RESULT, "status-1"))
                        .timeoutUrl(receiver.url(CallbackPurpose.STATUS_TIMEOUT, "status-1"))
                        .build());
        CommandResult.Succeeded status = succeeded(CallbackPurpose.STATUS_RESULT, "status-1", asked);
        TransactionReport report = TransactionReport.of(status);
        assertThat(report.state()).isEqualTo(TransactionReport.State.COMPLETED);
        assertThat(report.receiptNumber()).contains(receipt);
        assertThat(report.amount()).contains(Amount.kes(2_500));

        CommandAccepted reversing = client.transactions()
                .reverse(ReversalRequest.builder()
                        .receiptNumber(receipt)
                        .amount(Amount.kes(2_500))
                        .remarks("Session cancelled")
                        .resultUrl(receiver.url(CallbackPurpose.REVERSAL_RESULT, "refund-1"))
                        .timeoutUrl(receiver.url(CallbackPurpose.REVERSAL_TIMEOUT, "refund-1"))
                        .build());
        ReversalReport reversal = ReversalReport.of(succeeded(CallbackPurpose.REVERSAL_RESULT, "refund-1", reversing));
        assertThat(reversal.originalReceiptNumber()).contains(receipt);
        assertThat(reversal.amount()).contains(Amount.kes(2_500));
        assertThat(reversal.receiptNumber()).isNotEqualTo(receipt);
    }

    @Test
    void aPayoutSentTwiceUnderOneIdIsPaidOnce() throws Exception {
        simulator.organisation(DarajaSimulator.PAYBILL).funds(50_000, 0);
        B2cPayment payment = B2cPayment.builder()
                .originatorConversationId(ConversationId.of(UUID.randomUUID().toString()))
                .phoneNumber(Msisdn.of(JANE))
                .amount(Amount.kes(1_200))
                .remarks("Refund 20418")
                .resultUrl(receiver.url(CallbackPurpose.B2C_RESULT, "payout-1"))
                .timeoutUrl(receiver.url(CallbackPurpose.B2C_TIMEOUT, "payout-1"))
                .build();

        CommandAccepted accepted = client.b2c().pay(payment);
        PayoutReport report = PayoutReport.of(succeeded(CallbackPurpose.B2C_RESULT, "payout-1", accepted));
        assertThat(report.amount()).contains(Amount.kes(1_200));

        DarajaException again =
                catchThrowableOfType(DarajaException.class, () -> client.b2c().pay(payment));
        assertThat(again.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(again).hasMessageContaining("earlier request with this id stands");
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void balancesAreTold() throws Exception {
        CommandAccepted asked = client.accounts()
                .balance(BalanceQuery.builder()
                        .resultUrl(receiver.url(CallbackPurpose.BALANCE_RESULT, "balance-1"))
                        .timeoutUrl(receiver.url(CallbackPurpose.BALANCE_TIMEOUT, "balance-1"))
                        .build());

        BalanceReport report = BalanceReport.of(succeeded(CallbackPurpose.BALANCE_RESULT, "balance-1", asked));
        assertThat(report.accounts()).isNotEmpty();
        assertThat(report.account("Utility Account")).isPresent();
    }

    @Test
    void aLockedOperatorIsToldByTheResultAndNotRetried() throws Exception {
        simulator.lockInitiator();

        client.accounts()
                .balance(BalanceQuery.builder()
                        .resultUrl(receiver.url(CallbackPurpose.BALANCE_RESULT, "balance-2"))
                        .timeoutUrl(receiver.url(CallbackPurpose.BALANCE_TIMEOUT, "balance-2"))
                        .build());

        CommandResult result = result(CallbackPurpose.BALANCE_RESULT, "balance-2");
        assertThat(result).isInstanceOf(CommandResult.Failed.class);
        assertThat(result.resultCode().value()).isEqualTo("8006");
    }

    @Test
    void aPaymentByMenuIsConfirmed() throws Exception {
        C2bRegistration registration = C2bRegistration.builder()
                .whenUnanswered(C2bDefault.COMPLETE)
                .confirmationUrl(receiver.url(CallbackPurpose.C2B_CONFIRMATION, "shop"))
                .validationUrl(receiver.url(CallbackPurpose.C2B_VALIDATION, "shop"))
                .build();
        assertThat(client.c2b().register(registration).alreadyRegistered()).isFalse();

        String receipt = simulator
                .payByMenu(JANE, DarajaSimulator.PAYBILL, "BK20417", 150)
                .get(20, TimeUnit.SECONDS)
                .orElseThrow();

        C2bPayment payment = parser.parseC2bConfirmation(
                receiver.next(CallbackPurpose.C2B_CONFIRMATION, "shop").body());
        assertThat(payment.receiptNumber().value()).isEqualTo(receipt);
        assertThat(payment.amount()).isEqualTo(Amount.kes(150));
        assertThat(payment.billReference()).isEqualTo("BK20417");
    }

    private CommandResult result(CallbackPurpose purpose, String reference) throws InterruptedException {
        return parser.parseResult(purpose, receiver.next(purpose, reference).body());
    }

    private CommandResult.Succeeded succeeded(CallbackPurpose purpose, String reference, CommandAccepted accepted)
            throws InterruptedException {
        CommandResult result = result(purpose, reference);
        assertThat(result).isInstanceOf(CommandResult.Succeeded.class);
        assertThat(result.conversationId()).contains(accepted.conversationId());
        return (CommandResult.Succeeded) result;
    }
}
