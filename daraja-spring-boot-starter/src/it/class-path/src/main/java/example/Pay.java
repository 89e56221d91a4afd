package example;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.stk.StkPushAccepted;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.stk.StkQueryResult;
import java.net.URI;
import java.time.Duration;

/** An application that knows nothing but the published jars takes a simulated payment. */
public class Pay {

    public static void main(String[] args) {
        try (DarajaSimulator mpesa = DarajaSimulator.builder().customers(CustomerScript.approves()).start();
                DarajaClient daraja = DarajaClient.builder()
                        .environment(DarajaEnvironment.custom(mpesa.baseUri()))
                        .credentials(Credentials.of(DarajaSimulator.CONSUMER_KEY, DarajaSimulator.CONSUMER_SECRET))
                        .merchant(Merchant.paybill(
                                ShortCode.of(DarajaSimulator.PAYBILL), Passkey.of(DarajaSimulator.PASSKEY)))
                        .build()) {
            StkPushAccepted accepted = daraja.stk()
                    .push(StkPushRequest.builder()
                            .phoneNumber(Msisdn.parse("0712 345 678"))
                            .amount(Amount.kes(150))
                            .accountReference(AccountReference.of("INV-1"))
                            .callbackUrl(URI.create("http://127.0.0.1:9/nobody"))
                            .build());
            StkQueryResult outcome = daraja.stk().awaitOutcome(accepted.checkoutRequestId(), Duration.ofSeconds(60));
            if (!(outcome instanceof StkQueryResult.Paid) || mpesa.ledger().debits().size() != 1) {
                throw new IllegalStateException("expected one payment, but: " + outcome);
            }
            System.out.println("paid, as " + Pay.class.getModule());
        }
    }
}
