package io.github.darajasdk.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.InitiatorCertificate;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.Delivery;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.stk.StkPushRequest;
import java.net.URI;

/** Tests without Safaricom, as the pages show them. */
final class TestingExamples {

    private TestingExamples() {}

    static DarajaClient client(DarajaSimulator mpesa) {
        // docs: begin testing-client
        DarajaClient daraja = DarajaClient.builder()
                .environment(DarajaEnvironment.custom(mpesa.baseUri()))
                .credentials(Credentials.of(DarajaSimulator.CONSUMER_KEY, DarajaSimulator.CONSUMER_SECRET))
                .merchant(Merchant.paybill(ShortCode.of(DarajaSimulator.PAYBILL), Passkey.of(DarajaSimulator.PASSKEY)))
                .initiator(Initiator.of(DarajaSimulator.INITIATOR, DarajaSimulator.INITIATOR_PASSWORD))
                .initiatorCertificate(InitiatorCertificate.parse(mpesa.certificate()))
                .clock(mpesa.clock())
                .build();
        // docs: end testing-client
        return daraja;
    }

    static void aLostAnswerIsUnknownAndNothingIsSentTwice(DarajaSimulator mpesa, DarajaClient daraja, URI callbackUrl) {
        // docs: begin testing-unknown
        mpesa.nextPush().delivery(DeliveryScript.acceptThenCutConnection());

        DarajaException thrown = catchThrowableOfType(
                DarajaException.class,
                () -> daraja.stk()
                        .push(StkPushRequest.builder()
                                .phoneNumber(Msisdn.parse("0712 345 678"))
                                .amount(Amount.kes(1_500))
                                .accountReference(AccountReference.of("BK20417"))
                                .callbackUrl(callbackUrl)
                                .build()));

        assertThat(thrown.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(mpesa.pushes()).hasSize(1);
        // docs: end testing-unknown
    }
}
