package io.github.darajasdk.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.StkCallback;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.Debit;
import io.github.darajasdk.spring.autoconfigure.DarajaMerchants;
import io.github.darajasdk.spring.web.CallbackDelivery;
import io.github.darajasdk.spring.web.CallbackHandler;
import io.github.darajasdk.stk.StkPushAccepted;
import io.github.darajasdk.stk.StkPushRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;

/** A shop whose tests have not one key of configuration but the names of its merchants. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "daraja.environment=production",
            "daraja.merchants.kiosk.type=till",
            "daraja.merchants.kiosk.short-code=600456",
            "daraja.merchants.kiosk.till-number=5021234",
            "daraja.merchants.kiosk.passkey=kiosk-passkey",
            "daraja.merchants.kiosk.credentials.consumer-key=kiosk-key",
            "daraja.merchants.kiosk.credentials.consumer-secret=kiosk-secret"
        })
@AutoConfigureDarajaSimulator
class AutoConfigureDarajaSimulatorTests {

    @Autowired
    private DarajaSimulator simulator;

    @Autowired
    private DarajaClient daraja;

    @Autowired
    private CallbackUrls callbackUrls;

    @Autowired
    private DarajaMerchants merchants;

    @Autowired
    private Shop shop;

    @BeforeEach
    void forgetEarlierDeliveries() {
        shop.deliveries.clear();
    }

    @Test
    void approvedPushComesBackThroughTheApplicationsOwnEndpointAsPaid() throws Exception {
        StkPushAccepted accepted = push(daraja, callbackUrls, "order-1");

        CallbackDelivery delivery = shop.nextDelivery();
        assertThat(delivery.reference()).isEqualTo("order-1");
        assertThat(delivery.parsed()).containsInstanceOf(StkCallback.Paid.class);
        assertThat(delivery.parsed().orElseThrow().checkoutRequestId()).isEqualTo(accepted.checkoutRequestId());
        assertThat(simulator.ledger().debits())
                .extracting(Debit::accountReference)
                .containsExactly("order-1");
    }

    @Test
    void scriptsSayWhatTheCustomerDoes() throws Exception {
        simulator.nextPush().customer(CustomerScript.cancels());
        push(daraja, callbackUrls, "order-2");

        assertThat(shop.nextDelivery().parsed())
                .map(callback -> callback.resultCode().value())
                .contains("1032");
        assertThat(simulator.ledger().debits()).isEmpty();
    }

    @Test
    void namedMerchantsAreKnownWithTheirOwnCredentials() throws Exception {
        push(merchants.client("kiosk"), merchants.callbackUrls("kiosk"), "order-3");

        assertThat(shop.nextDelivery().shortCode().value()).isEqualTo("600456");
        assertThat(simulator.ledger().debits()).hasSize(1);
    }

    @Test
    void eachTestStartsWithAnEmptyLedger() {
        assertThat(simulator.ledger().debits()).isEmpty();
        assertThat(simulator.pushes()).isEmpty();
    }

    private static StkPushAccepted push(DarajaClient daraja, CallbackUrls urls, String reference) {
        return daraja.stk()
                .push(StkPushRequest.builder()
                        .phoneNumber(Msisdn.parse("0712345678"))
                        .amount(Amount.kes(150))
                        .accountReference(AccountReference.of(reference))
                        .description("Test")
                        .callbackUrl(urls.create(CallbackPurpose.STK, reference))
                        .build());
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {

        final BlockingQueue<CallbackDelivery> deliveries = new LinkedBlockingQueue<>();

        @Bean
        CallbackHandler callbackHandler() {
            return deliveries::add;
        }

        CallbackDelivery nextDelivery() throws InterruptedException {
            CallbackDelivery delivery = deliveries.poll(10, TimeUnit.SECONDS);
            assertThat(delivery).as("a callback within 10 s").isNotNull();
            return delivery;
        }
    }
}
