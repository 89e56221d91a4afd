package io.github.darajasdk.internal.stk;

import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.error.DarajaAuthenticationException;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.DarajaRejectedException;
import io.github.darajasdk.stk.StkQueryResult;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again and again, with gaps that grow, until the outcome is known or the time is up. */
final class OutcomeWait {

    private static final Logger log = LoggerFactory.getLogger(OutcomeWait.class);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final Duration LARGEST = Duration.ofMinutes(5);

    private final Function<CheckoutRequestId, StkQueryResult> query;
    private final Pause pause;

    OutcomeWait(Function<CheckoutRequestId, StkQueryResult> query, Pause pause) {
        this.query = query;
        this.pause = pause;
    }

    /** Time that passes; tests make it pass quickly. */
    interface Pause {

        long nanoTime();

        void sleep(Duration time) throws InterruptedException;

        static Pause sleeping() {
            return new Pause() {
                @Override
                public long nanoTime() {
                    return System.nanoTime();
                }

                @Override
                public void sleep(Duration time) throws InterruptedException {
                    Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
                }
            };
        }
    }

    StkQueryResult await(CheckoutRequestId id, Duration atMost) {
        long start = pause.nanoTime();
        StkQueryResult last = new StkQueryResult.Unresolved(id, null, "", "");
        Duration passed = Duration.ZERO;
        while (true) {
            Duration left = atMost.minus(passed);
            try {
                pause.sleep(min(gap(passed), left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return last;
            }
            last = ask(id);
            passed = Duration.ofNanos(pause.nanoTime() - start);
            if (!(last instanceof StkQueryResult.Unresolved) || passed.compareTo(atMost) >= 0) {
                return last;
            }
        }
    }

    /** Wrong set-up is told at once; anything else may be better the next time. */
    private StkQueryResult ask(CheckoutRequestId id) {
        try {
            return query.apply(id);
        } catch (DarajaAuthenticationException | DarajaRejectedException e) {
            throw e;
        } catch (DarajaException e) {
            log.debug("A query failed while waiting for an outcome; asking again", e);
            return new StkQueryResult.Unresolved(id, null, "", e.responseBody().orElse(""));
        }
    }

    private static Duration gap(Duration passed) {
        if (passed.isZero()) {
            return FIRST;
        }
        if (passed.toSeconds() < 30) {
            return SOON;
        }
        return passed.toSeconds() < 90 ? LATER : min(passed.dividedBy(4), LARGEST);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
