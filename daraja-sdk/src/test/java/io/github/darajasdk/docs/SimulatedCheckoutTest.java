package io.github.darajasdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DarajaSimulatorExtension;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.stk.StkQueryResult;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

// docs: begin simulator-test
@ExtendWith(DarajaSimulatorExtension.class)
class SimulatedCheckoutTest {

    @Test
    void paymentWhoseCallbackIsLostIsFoundByAsking(DarajaSimulator simulator) {
        simulator
                .nextPush()
                .customer(CustomerScript.approvesAfter(Duration.ofSeconds(20)))
                .delivery(DeliveryScript.loseCallback());

        try (Checkout checkout = new Checkout(simulator)) {
            checkout.pay("0712345678", 1_500);
            simulator.clock().advance(Duration.ofSeconds(20));

            assertThat(checkout.asksAndIsPaid()).isTrue();
        }
        assertThat(simulator.ledger().debits()).hasSize(1);
    }
    // docs: end simulator-test

    @Test
    void aCustomerWhoCancelsPaysNothing() {
        // docs: begin readme-simulator
        try (DarajaSimulator mpesa = DarajaSimulator.start();
                Checkout checkout = new Checkout(mpesa)) { // a client that talks to mpesa.baseUri()
            mpesa.nextPush().customer(CustomerScript.cancels());
            checkout.pay("0712345678", 1_500);

            assertThat(checkout.asksAndIsPaid()).isFalse(); // 1032, and no shilling moved
            assertThat(mpesa.ledger().debits()).isEmpty();
        }
        // docs: end readme-simulator
    }

    /** Stands for the application under test. */
    private static final class Checkout implements AutoCloseable {

        private final DarajaClient daraja;
        private CheckoutRequestId prompt = CheckoutRequestId.of("none");

        Checkout(DarajaSimulator simulator) {
            daraja = TestingExamples.client(simulator);
        }

        void pay(String phone, long shillings) {
            prompt = daraja.stk()
                    .push(StkPushRequest.builder()
                            .phoneNumber(Msisdn.parse(phone))
                            .amount(Amount.kes(shillings))
                            .accountReference(AccountReference.of("BK20417"))
                            .callbackUrl(URI.create("http://127.0.0.1:9/nobody-listens"))
                            .build())
                    .checkoutRequestId();
        }

        boolean asksAndIsPaid() {
            return daraja.stk().query(prompt) instanceof StkQueryResult.Paid;
        }

        @Override
        public void close() {
            daraja.close();
        }
    }
}
