package io.github.darajasdk.product;

import static io.github.darajasdk.TestDaraja.client;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.billmanager.BillManagerKey;
import io.github.darajasdk.billmanager.BillManagerOptedIn;
import io.github.darajasdk.error.DarajaAuthenticationException;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.DarajaRejectedException;
import io.github.darajasdk.error.Delivery;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillManagerApiTest extends ProductTest {

    private static final BillManagerKey KEY = BillManagerKey.of("AG_2376487236_126732989KJ");
    private static final String BASE = "/v1/billmanager-invoice/";

    @Test
    void joiningGivesTheKeyOnce() throws Exception {
        answer(200, "billmanager-optin-response-success.json");

        BillManagerOptedIn joined =
                client.billManager().optIn(Requests.optIn().sendReminders(true).build());

        assertSent(BASE + "optin", "billmanager-optin-request.json");
        assertThat(joined.key()).contains(KEY);
        assertThat(joined.toString()).doesNotContain("AG_2376487236");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 409})
    void havingJoinedBeforeIsAnAnswerWhateverTheStatus(int status) throws Exception {
        answer(status, "billmanager-optin-error-409-already-registered.json");

        BillManagerOptedIn joined =
                client.billManager().optInAsync(Requests.optIn().build()).get(5, TimeUnit.SECONDS);

        assertThat(joined.alreadyRegistered()).isTrue();
        assertThat(joined.key()).isEmpty();
    }

    @Test
    void everyOtherCallCarriesTheKey() throws Exception {
        answer(200, "billmanager-changeoptin-response-success.json");
        client.billManager()
                .changeOptIn(
                        KEY,
                        Requests.optIn()
                                .callbackUrl(URI.create("https://pay.example.co.ke/hooks/bills/5e5f"))
                                .build());
        server.takeRequest();
        var request = server.takeRequest();
        assertThat(request.getHeaders().get("appKey")).isEqualTo("AG_2376487236_126732989KJ");
        assertThat(request.getTarget()).isEqualTo(BASE + "change-optin-details");
        assertThat(JSON.readTree(request.getBody().toByteArray()))
                .isEqualTo(JSON.readTree(WireFixtures.bytes("billmanager-changeoptin-request.json")));

        answer(200, "billmanager-singleinvoice-response-success.json");
        assertThat(client.billManager()
                        .sendInvoice(KEY, Requests.invoice("INV-20418"))
                        .message())
                .isEqualTo("Invoice sent successfully");
        assertSent(BASE + "single-invoicing", "billmanager-singleinvoice-request.json");

        answer(200, "billmanager-bulkinvoice-response-success.json");
        client.billManager()
                .sendInvoicesAsync(KEY, List.of(Requests.invoice("INV-20418"), Requests.invoice("INV-20419")))
                .get(5, TimeUnit.SECONDS);
        assertSent(BASE + "bulk-invoicing", "billmanager-bulkinvoice-request.json");

        answer(200, "billmanager-reconciliation-response-success.json");
        client.billManager().acknowledge(KEY, Requests.billReceipt());
        assertSent(BASE + "reconciliation", "billmanager-reconciliation-request.json");

        answer(200, "billmanager-cancelsingle-response-success.json");
        client.billManager().cancelInvoice(KEY, "INV-20418");
        assertSent(BASE + "cancel-single-invoice", "billmanager-cancelsingle-request.json");

        answer(200, "billmanager-cancelbulk-response-success.json");
        client.billManager().cancelInvoices(KEY, List.of("INV-20418", "INV-20419"));
        assertSent(BASE + "cancel-bulk-invoices", "billmanager-cancelbulk-request.json");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 409})
    void aPaidInvoiceCannotBeCancelled(int status) {
        answer(status, "billmanager-cancel-error-409-paid.json");

        assertThat(catchThrowableOfType(
                        DarajaRejectedException.class,
                        () -> client.billManager().cancelInvoice(KEY, "INV-20418")))
                .hasMessageContaining("cannot be cancelled");
    }

    @Test
    void theSandboxsUsualAnswerIsUnknownForAnInvoice() {
        answer(504, "billmanager-error-504-gateway-timeout.json");

        DarajaException thrown = catchThrowableOfType(
                DarajaException.class, () -> client.billManager().sendInvoice(KEY, Requests.invoice("INV-20418")));

        assertThat(thrown.delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void aMissingProductIsToldAsSuch() {
        answer(401, "billmanager-error-401-unauthorized.json");
        server.enqueue(token());
        answer(401, "billmanager-error-401-unauthorized.json");

        assertThat(catchThrowableOfType(
                        DarajaAuthenticationException.class,
                        () -> client.billManager().optIn(Requests.optIn().build())))
                .hasMessageContaining("lacks the product");
    }

    @Test
    void thePathIsASetting() throws Exception {
        answer(200, "billmanager-cancelsingle-response-success.json");
        try (DarajaClient doubled = client(server)
                .billManagerPath("/v1/billmanager-invoice/v1/billmanager-invoice")
                .build()) {
            doubled.billManager().cancelInvoice(KEY, "INV-20418");
        }

        assertSent(
                "/v1/billmanager-invoice/v1/billmanager-invoice/cancel-single-invoice",
                "billmanager-cancelsingle-request.json");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DarajaClient.builder().billManagerPath("no/slash"));
    }

    @Test
    void noneAndTooManyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.billManager().sendInvoices(KEY, List.of()));
        assertThat(KEY).hasToString("BillManagerKey[redacted]");
    }
}
