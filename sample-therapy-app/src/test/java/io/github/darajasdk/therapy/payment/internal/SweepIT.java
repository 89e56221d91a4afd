package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.therapy.settings.PaymentMode;
import io.github.darajasdk.therapy.testing.AnotherInstance;
import io.github.darajasdk.therapy.testing.PaymentTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many open payments are due at once, and several instances share the work; some of them die in the middle. M-PESA
 * answers in no time, so that only our own is measured. Short form 300 payments and two instances, long form 100,000 and
 * four, of which two die.
 */
@PaymentTest
@Import(SweepIT.InstantMpesa.class)
class SweepIT {

    private static final boolean LONG = Boolean.getBoolean("tests.long");
    private static final int PAYMENTS = LONG ? Integer.getInteger("sweep.payments", 100_000) : 300;
    private static final int INSTANCES = LONG ? 4 : 2;
    private static final int DYING = LONG ? 2 : 1;

    /** As configured: an instance is dead after this many silent heartbeats. */
    private static final Duration DEATH_IS_NOTICED = Duration.ofSeconds(5).multipliedBy(4);

    private static final Map<String, Integer> ASKED = new ConcurrentHashMap<>();

    /** The most that one instance claims at a time: its ten threads, and what is fetched ahead for them. */
    private static final int CLAIMS = 40;

    @Autowired
    private ConfigurableApplicationContext application;

    @Autowired
    private Scheduler scheduler;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void everyOpenPaymentIsAskedAboutThoughInstancesDieAndNoneByTwo() {
        List<AnotherInstance> others = new ArrayList<>();
        try {
            for (int i = 1; i < INSTANCES; i++) {
                others.add(AnotherInstance.of(application, InstantMpesa.class));
            }
            scheduler.pause();
            others.forEach(other -> other.bean(Scheduler.class).pause());
            openPayments(PAYMENTS);

            long seconds = sweep(others);

            System.out.printf(
                    "swept %,d open payments by %d instances in %.1f s: %.0f a second%n",
                    PAYMENTS, INSTANCES, seconds / 1e9, PAYMENTS / (seconds / 1e9));
            assertThat(ASKED).as("asked about").hasSize(PAYMENTS);
            assertThat(ASKED.values()).as("questions for each").containsOnly(1);

            ASKED.clear();
            scheduler.pause();
            others.forEach(other -> other.bean(Scheduler.class).pause());
            mpesa.clock().advance(Duration.ofMinutes(10));
            dueAgain();
            sweepWithDeaths(others);
        } finally {
            others.forEach(AnotherInstance::close);
        }
    }

    private long sweep(List<AnotherInstance> others) {
        long began = System.nanoTime();
        scheduler.resume();
        others.forEach(other -> other.bean(Scheduler.class).resume());
        await().atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> look(others) && due() == 0);
        return System.nanoTime() - began;
    }

    private void sweepWithDeaths(List<AnotherInstance> others) {
        scheduler.resume();
        others.forEach(other -> other.bean(Scheduler.class).resume());
        await().atMost(Duration.ofMinutes(20)).until(() -> look(others) && ASKED.size() > PAYMENTS / 10);
        for (int i = 0; i < DYING; i++) {
            others.remove(0).die();
        }
        await().atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> look(others) && waiting() == 0);
        // What the dead had claimed is known by their silence alone: time has to pass.
        mpesa.clock().advance(DEATH_IS_NOTICED.plusSeconds(1));
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> look(others) && due() == 0);
        long twice = ASKED.values().stream().filter(times -> times > 1).count();
        System.out.printf("%d instances died; %d payments were asked about once more%n", DYING, twice);
        assertThat(ASKED).as("asked about").hasSize(PAYMENTS);
        assertThat(ASKED.values()).as("questions for each").allMatch(times -> times <= 2);
        assertThat(twice).as("asked about again, claimed by the dead").isLessThanOrEqualTo(DYING * CLAIMS);
    }

    /** The schedulers poll by the clock, which stands still here. */
    private boolean look(List<AnotherInstance> others) {
        scheduler.triggerCheckForDueExecutions();
        others.forEach(other -> other.bean(Scheduler.class).triggerCheckForDueExecutions());
        return true;
    }

    private long waiting() {
        return jdbc.sql(
                        "select count(*) from scheduled_tasks where task_name = 'payment-query' and execution_time <= :now"
                                + " and not picked")
                .param("now", Sql.at(mpesa.clock().instant()))
                .query(Long.class)
                .single();
    }

    private long due() {
        return jdbc.sql(
                        "select count(*) from scheduled_tasks where task_name = 'payment-query' and execution_time <= :now")
                .param("now", Sql.at(mpesa.clock().instant()))
                .query(Long.class)
                .single();
    }

    private void dueAgain() {
        jdbc.sql("update scheduled_tasks set execution_time = :now, version = version + 1"
                        + " where task_name = 'payment-query' and not picked")
                .param("now", Sql.at(mpesa.clock().instant()))
                .update();
    }

    /** Prompted a little ago, and due for their first question. */
    private void openPayments(int count) {
        Instant now = mpesa.clock().instant();
        for (String sql : List.of("""
                insert into app_user (id, email, display_name, role, password_hash, created_at)
                select md5('user' || n)::uuid, 'payer' || n || '@example.com', 'Payer ' || n,
                       case when n <= 50 then 'THERAPIST' else 'CLIENT' end, 'x', :now
                from generate_series(1, 1050) n""", """
                insert into therapy_session (id, booking_number, client_id, therapist_id, starts_at, ends_at, price, status,
                                             environment, merchant, created_at, changed_at)
                select md5('session' || n)::uuid, 'S' || n, md5('user' || 51 + n % 1000)::uuid,
                       md5('user' || 1 + n % 50)::uuid, :now + n * interval '1 minute',
                       :now + n * interval '1 minute' + interval '50 minutes', 1500, 'APPROVED', 'SIMULATOR', '600123', :now, :now
                from generate_series(100001, 100000 + :count) n""", """
                insert into payment_attempt (id, session_id, environment, merchant, number, payer_id, phone, amount_kes,
                    account_reference, idempotency_key, request_digest, state, sends, claim, checkout_request_id,
                    merchant_request_id, created_at, expires_at, sent_at)
                select md5('attempt' || n)::uuid, md5('session' || n)::uuid, 'SIMULATOR', '600123', 1,
                       md5('user' || 51 + n % 1000)::uuid, '2547' || lpad(n::text, 8, '0'), 1500,
                       'S' || n || '-1', 'key-of-' || n, 'digest', 'PROMPTED', 1,
                       md5('claim' || n)::uuid, 'ws_CO_' || n, 'MR_' || n, :now, :now, :now - interval '16 seconds'
                from generate_series(100001, 100000 + :count) n""", """
                insert into payment_evidence (id, environment, merchant, attempt_id, source, authenticity, meaning,
                    checkout_request_id, merchant_request_id, raw_body, body_digest, received_at, disposition)
                select md5('claim' || n)::uuid, 'SIMULATOR', '600123', md5('attempt' || n)::uuid,
                       'PUSH_ANSWER', 'OWN_CALL', 'ACCEPTED', 'ws_CO_' || n, 'MR_' || n, 'body', 'digest',
                       :now - interval '16 seconds', 'APPLIED'
                from generate_series(100001, 100000 + :count) n""", """
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                select 'payment-query', md5('attempt' || n)::uuid::text, :now - interval '1 second', false, 1
                from generate_series(100001, 100000 + :count) n""")) {
            jdbc.sql(sql).param("count", count).param("now", Sql.at(now)).update();
        }
        jdbc.sql("analyze").update();
    }

    /** "Still processing", at once. */
    @TestConfiguration(proxyBeanMethods = false)
    static class InstantMpesa {

        @Bean
        @Primary
        DarajaGateway instantGateway(DarajaLines lines, PaymentMode mode, QueryPace pace) {
            return new DarajaGateway(lines, mode, pace) {
                @Override
                Optional<NewEvidence> query(AttemptRow attempt, String checkoutRequestId) {
                    ASKED.merge(checkoutRequestId, 1, Integer::sum);
                    return Optional.of(NewEvidence.answer(
                            EvidenceSource.QUERY,
                            EvidenceMeaning.PENDING,
                            checkoutRequestId,
                            null,
                            null,
                            "still processing",
                            "{\"errorMessage\":\"The transaction is being processed\"}"));
                }
            };
        }
    }
}
