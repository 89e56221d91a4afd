package io.github.darajasdk.product;

import static io.github.darajasdk.TestDaraja.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.darajasdk.Amount;
import io.github.darajasdk.CommandAccepted;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.transaction.ReversalRequest;
import io.github.darajasdk.transaction.StatusQuery;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransactionApiTest extends ProductTest {

    private static StatusQuery.Builder query() {
        return StatusQuery.builder()
                .shortCode(ShortCode.of("600992"))
                .remarks("Check")
                .occasion("Check")
                .resultUrl(RESULT_URL)
                .timeoutUrl(TIMEOUT_URL);
    }

    private static ReversalRequest.Builder reversal() {
        return ReversalRequest.builder()
                .receiptNumber(ReceiptNumber.of("UJE41K7QXN"))
                .amount(Amount.kes(1))
                .shortCode(ShortCode.of("600992"))
                .remarks("Order cancelled")
                .resultUrl(RESULT_URL)
                .timeoutUrl(TIMEOUT_URL);
    }

    @Test
    void aTransactionIsAskedForByItsReceipt() throws Exception {
        answer(200, "status-response-accepted.json");

        CommandAccepted accepted = client.transactions()
                .status(query().receiptNumber(ReceiptNumber.of("UJE41K7QXN")).build());

        assertSent("/mpesa/transactionstatus/v1/query", "status-request-by-receipt.json");
        assertThat(accepted)
                .isEqualTo(new CommandAccepted(
                        ConversationId.of("AG_20261014_2010004430d9bbdfec47"),
                        ConversationId.of("1236-7134259-1"),
                        "Accept the service request successfully.",
                        WireFixtures.text("status-response-accepted.json")));
    }

    @Test
    void aTransactionIsAskedForByTheConversationThatMadeIt() throws Exception {
        answer(200, "status-response-accepted.json");

        client.transactions()
                .statusAsync(query().originalConversationId(ConversationId.of("b1f0c2d4-6a7e-4f39-9c58-20e7a3b5d611"))
                        .build())
                .get(5, TimeUnit.SECONDS);

        assertSent("/mpesa/transactionstatus/v1/query", "status-request-by-conversationid.json");
    }

    @Test
    void aQueryAboutNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query().build())
                .withMessageContaining("receiptNumber or originalConversationId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusQuery.builder()
                        .receiptNumber(ReceiptNumber.of("UJE41K7QXN"))
                        .build())
                .withMessageContaining("resultUrl");
    }

    @Test
    void aPaymentIsReversed() throws Exception {
        answer(200, "reversal-response-accepted.json");

        client.transactions().reverse(reversal().build());

        assertSent("/mpesa/reversal/v1/request", "reversal-request.json");
    }

    @Test
    void aReversalMayCarryAnOccasion() throws Exception {
        answer(200, "reversal-response-accepted.json");

        client.transactions()
                .reverseAsync(reversal().occasion("Refund").build())
                .get(5, TimeUnit.SECONDS);

        assertSent("/mpesa/reversal/v1/request", "reversal-request-with-occasion.json");
    }

    @Test
    void withoutAnInitiatorNothingIsSent() {
        try (DarajaClient nobody = client(server).build()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> nobody.transactions().reverse(reversal().build()))
                    .withMessageContaining("DarajaClient.Builder.initiator");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aPlainPasswordIsEncryptedOnceAndNeverSent() throws Exception {
        answer(200, "reversal-response-accepted.json");
        answer(200, "reversal-response-accepted.json");
        try (DarajaClient plain = client(server)
                .initiator(Initiator.of("testapi", "Safaricom999!*!"))
                .build()) {
            plain.transactions().reverse(reversal().build());
            plain.transactions().reverse(reversal().build());
        }

        server.takeRequest();
        String first = credentialOf(server.takeRequest().getBody().utf8());
        String second = credentialOf(server.takeRequest().getBody().utf8());
        assertThat(first).hasSize(344).isEqualTo(second);
    }

    private static String credentialOf(String body) throws Exception {
        assertThat(body).doesNotContain("Safaricom999");
        return JSON.readTree(body).get("SecurityCredential").asText();
    }

    @Test
    void remarksAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reversal().remarks("x"))
                .withMessageContaining("remarks");
        assertThatIllegalArgumentException().isThrownBy(() -> reversal().remarks("a & b"));
        assertThatIllegalArgumentException().isThrownBy(() -> reversal().remarks("x".repeat(101)));
    }

    @Test
    void noAddressIsPrinted() {
        assertThat(reversal().build())
                .hasToString("ReversalRequest[UJE41K7QXN, KES 1]")
                .isEqualTo(reversal().build());
    }
}
