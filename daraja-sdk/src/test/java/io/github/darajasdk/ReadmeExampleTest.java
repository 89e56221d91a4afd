package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.stk.StkPushAccepted;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.stk.StkQueryResult;
import java.net.URI;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

/** The example of the README, line by line between the two marks. */
class ReadmeExampleTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void theTenLinesOfTheReadmePromptAPhoneAndAskHowItEnded() {
        server.enqueue(TestDaraja.token());
        server.enqueue(TestDaraja.accepted());
        server.enqueue(TestDaraja.fixture(200, "stkquery-response-0-paid.json"));

        StkQueryResult result =
                pay(DarajaEnvironment.custom(server.url("/").uri()), "key", "secret", TestDaraja.PASSKEY);

        assertThat(result).isInstanceOf(StkQueryResult.Paid.class);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    private static StkQueryResult pay(
            DarajaEnvironment environment, String consumerKey, String consumerSecret, String passkey) {
        // README: begin
        try (DarajaClient daraja = DarajaClient.builder()
                .environment(environment)
                .credentials(Credentials.of(consumerKey, consumerSecret))
                .merchant(Merchant.paybill(ShortCode.of("174379"), Passkey.of(passkey)))
                .build()) {
            StkPushAccepted accepted = daraja.stk()
                    .push(StkPushRequest.builder()
                            .phoneNumber(Msisdn.parse("0708 374 149"))
                            .amount(Amount.kes(2_500))
                            .accountReference(AccountReference.of("BK20417"))
                            .callbackUrl(URI.create("https://pay.example.co.ke/cb/one-secret-per-payment"))
                            .build());
            return daraja.stk().query(accepted.checkoutRequestId()); // Paid, NotPaid, or Unresolved: ask again
        } catch (DarajaException e) {
            throw new IllegalStateException("may the push be sent again? " + e.delivery(), e); // UNKNOWN: never
        }
        // README: end
    }
}
