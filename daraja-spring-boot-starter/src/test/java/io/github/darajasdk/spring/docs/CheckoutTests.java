package io.github.darajasdk.spring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.spring.test.AutoConfigureDarajaSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureDarajaSimulator
class CheckoutTests {

    @Autowired
    DarajaSimulator simulator;

    @Autowired
    Checkout checkout;

    @Autowired
    Orders orders;

    @Test
    void approvedPromptIsPaid() {
        checkout.pay("A17", "0712 345 678", 2_500);

        assertThat(outcome("A17")).isEqualTo("Paid");
        assertThat(simulator.ledger().debits()).hasSize(1);
    }

    @Test
    void cancelledPromptIsNot() {
        simulator.nextPush().customer(CustomerScript.cancels());
        checkout.pay("A18", "0712 345 678", 2_500);

        assertThat(outcome("A18")).isEqualTo("NotPaid");
        assertThat(simulator.ledger().debits()).isEmpty();
    }

    private String outcome(String orderId) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (!orders.state(orderId).endsWith("aid") && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(10_000_000);
        }
        return orders.state(orderId);
    }
}
