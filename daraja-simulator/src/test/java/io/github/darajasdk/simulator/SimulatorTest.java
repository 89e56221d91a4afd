package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.Merchant.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fresh simulator on a clock that stands still, and a merchant that talks to it. */
abstract class SimulatorTest {

    /** 14 October 2026, 10:15:30 in Nairobi, when the fixtures were written. */
    static final Instant START = Instant.parse("2026-10-14T07:15:30Z");

    @RegisterExtension
    final DarajaSimulatorExtension extension = DarajaSimulatorExtension.with(
            () -> DarajaSimulator.builder().seed(42).clock(SimulatorClock.standingAt(START)));

    DarajaSimulator simulator;
    Merchant merchant;

    @BeforeEach
    void open(DarajaSimulator fresh) {
        simulator = fresh;
        merchant = new Merchant(fresh);
    }

    @AfterEach
    void close() {
        merchant.close();
    }

    void advance(Duration duration) {
        simulator.clock().advance(duration);
    }

    /** Pushes what nothing is wrong with and returns its CheckoutRequestID. */
    String acceptedPush() {
        Answer answer = merchant.push();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("CheckoutRequestID").asText();
    }

    /** Returns the result code of the next callback, as text. */
    String nextResult() {
        return merchant.awaitCallback().json().findValue("ResultCode").asText();
    }

    String queriedResult(String checkoutRequestId) {
        return merchant.query(checkoutRequestId).json().path("ResultCode").textValue();
    }

    /** Waits until {@code condition} holds; fails after ten seconds. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited ten seconds for: " + what);
            }
            Thread.onSpinWait();
        }
    }
}
