package io.github.darajasdk.internal.stk;

import static io.github.darajasdk.TestDaraja.CHECKOUT_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.error.DarajaAuthenticationException;
import io.github.darajasdk.error.DarajaTransportException;
import io.github.darajasdk.error.Delivery;
import io.github.darajasdk.stk.StkQueryResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OutcomeWaitTest {

    private static final StkQueryResult PENDING =
            new StkQueryResult.Unresolved(CHECKOUT_ID, ResultCode.stk("4999"), "pending", "{}");
    private static final StkQueryResult PAID = new StkQueryResult.Paid(CHECKOUT_ID, ResultCode.stk("0"), "paid", "{}");

    private final FakePause pause = new FakePause();
    private final List<Duration> askedAt = new ArrayList<>();

    private StkQueryResult await(Duration atMost, Function<Integer, StkQueryResult> answers) {
        Function<CheckoutRequestId, StkQueryResult> query = id -> {
            askedAt.add(pause.passed);
            return answers.apply(askedAt.size());
        };
        return new OutcomeWait(query, pause).await(CHECKOUT_ID, atMost);
    }

    @Test
    void itAsksAfterTenSecondsAndThenWithGrowingGapsUntilTheOutcomeIsKnown() {
        StkQueryResult result = await(Duration.ofMinutes(10), n -> n < 14 ? PENDING : PAID);

        assertThat(result).isSameAs(PAID);
        assertThat(askedAt.stream().map(Duration::toSeconds))
                .containsExactly(10L, 15L, 20L, 25L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 112L, 140L, 175L);
    }

    @Test
    void theEndOfTheTimeIsNoAnswer() {
        StkQueryResult result = await(Duration.ofSeconds(33), n -> PENDING);

        assertThat(result).isSameAs(PENDING);
        assertThat(askedAt).last().isEqualTo(Duration.ofSeconds(33));
    }

    @Test
    void aSoftCodeIsAskedAboutAgain() {
        StkQueryResult soft = new StkQueryResult.Unresolved(CHECKOUT_ID, ResultCode.stk("1037"), "no answer", "{}");

        assertThat(await(Duration.ofMinutes(2), n -> n < 3 ? soft : PAID)).isSameAs(PAID);
    }

    @Test
    void aFailedQueryIsAskedAgain() {
        StkQueryResult result = await(Duration.ofMinutes(2), n -> {
            if (n < 3) {
                throw new DarajaTransportException("stk.query", Delivery.UNKNOWN, "reset", null, null, null);
            }
            return PAID;
        });

        assertThat(result).isSameAs(PAID);
    }

    @Test
    void refusedCredentialsEndTheWaitAtOnce() {
        assertThatExceptionOfType(DarajaAuthenticationException.class)
                .isThrownBy(() -> await(Duration.ofMinutes(2), n -> {
                    throw new DarajaAuthenticationException("stk.query", "refused", null, null);
                }));
        assertThat(askedAt).hasSize(1);
    }

    @Test
    void whenTheTimeHasPassedAlreadyOneQueryIsMade() {
        assertThat(await(Duration.ZERO, n -> PENDING)).isSameAs(PENDING);
        assertThat(askedAt).hasSize(1);
    }

    @Test
    void anInterruptEndsTheWaitUnresolvedAndIsPassedOn() {
        pause.interruptAt = 2;

        StkQueryResult result = await(Duration.ofMinutes(2), n -> PENDING);

        assertThat(result).isSameAs(PENDING);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(askedAt).hasSize(1);
    }

    private static final class FakePause implements OutcomeWait.Pause {
        private Duration passed = Duration.ZERO;
        private int interruptAt;
        private int sleeps;

        @Override
        public long nanoTime() {
            return passed.toNanos();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            if (++sleeps == interruptAt) {
                throw new InterruptedException();
            }
            passed = passed.plus(time);
        }
    }
}
