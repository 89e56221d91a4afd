package io.github.darajasdk.benchmarks;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.stk.StkPushRequest;
import java.net.URI;

/** The client that is measured, and the push it makes. */
final class Clients {

    static final String PASSKEY = "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919";
    static final String CALLBACK = "https://pay.example.co.ke/hooks/stk/9f2c6d1e8b7a4350";

    private Clients() {}

    static DarajaClient.Builder of(URI uri) {
        return of(DarajaEnvironment.custom(uri));
    }

    static DarajaClient.Builder of(DarajaEnvironment environment) {
        return DarajaClient.builder()
                .environment(environment)
                .credentials(Credentials.of("key", "secret"))
                .merchant(Merchant.paybill(ShortCode.of("174379"), Passkey.of(PASSKEY)));
    }

    static StkPushRequest aPush() {
        return StkPushRequest.builder()
                .phoneNumber(Msisdn.of("254708374149"))
                .amount(Amount.kes(1))
                .accountReference(AccountReference.of("INV-20418"))
                .description("Order 20418")
                .callbackUrl(URI.create(CALLBACK))
                .build();
    }
}
