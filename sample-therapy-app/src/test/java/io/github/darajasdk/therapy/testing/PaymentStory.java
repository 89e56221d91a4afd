package io.github.darajasdk.therapy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.Debit;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.PaymentSummary;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.InitiatePayment;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.payment.Payments;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people and the clock do in a payment test, and what is true afterwards. */
@TestComponent
public class PaymentStory {

    /** Real time a test waits at most for what other threads do. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration A_LONG_WHILE = Duration.ofSeconds(30);

    /** Real time for a callback on its way, before the clock moves on. */
    private static final Duration A_MOMENT = Duration.ofMillis(150);

    private static final AtomicInteger PHONES = new AtomicInteger(10_000_000);

    private final DarajaSimulator mpesa;
    private final Payments payments;
    private final Bookings bookings;
    private final TestData data;
    private final Scheduler scheduler;
    private final JdbcClient jdbc;

    public PaymentStory(
            DarajaSimulator mpesa,
            Payments payments,
            Bookings bookings,
            TestData data,
            Scheduler scheduler,
            JdbcClient jdbc) {
        this.mpesa = mpesa;
        this.payments = payments;
        this.bookings = bookings;
        this.data = data;
        this.scheduler = scheduler;
        this.jdbc = jdbc;
    }

    /** A number nobody used before, with money and the PIN 1234. */
    public String aPhone() {
        String phone = "2547" + PHONES.incrementAndGet();
        mpesa.subscriber(phone).name("Test Payer").pin("1234").balance(50_000);
        return phone;
    }

    public TherapySession anApprovedSession() {
        return data.anApprovedSession();
    }

    public PaymentView pay(TherapySession session, String phone) {
        return pay(session, phone, UUID.randomUUID().toString());
    }

    public PaymentView pay(TherapySession session, String phone, String idempotencyKey) {
        return payments.initiate(new InitiatePayment(session.id(), session.clientId(), phone, idempotencyKey));
    }

    public PaymentView.Attempt latest(TherapySession session) {
        return payments.view(session.id()).latest().orElseThrow();
    }

    public PaymentSummary summary(TherapySession session) {
        return payments.view(session.id()).summary();
    }

    public PaymentView view(TherapySession session) {
        return payments.view(session.id());
    }

    public SessionStatus status(TherapySession session) {
        return bookings.find(session.id()).orElseThrow().status();
    }

    public void awaitState(TherapySession session, AttemptState state) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(latest(session).state()).isEqualTo(state));
    }

    /** Waits for what other threads do. */
    public void eventually(ThrowingRunnable so) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(so);
    }

    /** Time passes for M-PESA and for us; jobs that are due by then have run when this returns. */
    public void after(Duration time) {
        assertThat(time).as("what the database can keep").isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
        mpesa.clock().advance(time);
        // Among the jobs are those of every payment that earlier tests have left open.
        await().atMost(A_LONG_WHILE).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            scheduler.triggerCheckForDueExecutions();
            assertThat(dueJobs()).as("jobs that are due and not run").isEmpty();
        });
    }

    /** Time passes for M-PESA and for us; jobs that are due by then have been woken. */
    public void afterWithoutWaiting(Duration time) {
        mpesa.clock().advance(time);
        scheduler.triggerCheckForDueExecutions();
    }

    private List<String> dueJobs() {
        return jdbc.sql("""
                        select task_name || ' ' || task_instance || ' due ' || execution_time || ' picked ' || picked
                               || ' failures ' || coalesce(consecutive_failures, 0)
                        from scheduled_tasks where execution_time <= :now""")
                .param("now", mpesa.clock().instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    /** Time passes in steps, as it does, until something is so. */
    public void untilAfter(Duration step, int atMost, Runnable so) {
        for (int i = 1; i < atMost; i++) {
            after(step);
            try {
                await().atMost(A_MOMENT).pollInterval(Duration.ofMillis(10)).untilAsserted(so::run);
                return;
            } catch (ConditionTimeoutException notYet) {
                // the next step may bring it
            }
        }
        after(step);
        await().atMost(PATIENCE).untilAsserted(so::run);
    }

    /** What M-PESA took from a phone: the truth. */
    public List<Debit> debits(String phone) {
        return mpesa.ledger().debits().stream()
                .filter(debit -> debit.msisdn().equals(phone))
                .toList();
    }

    public long pushes(String phone) {
        return mpesa.pushes().stream()
                .filter(push -> phone.equals(push.msisdn()))
                .count();
    }

    public List<String> receipts(TherapySession session, String disposition) {
        return jdbc.sql("select receipt from mpesa_receipt where session_id = :id and disposition = :disposition")
                .param("id", session.id().value())
                .param("disposition", disposition)
                .query(String.class)
                .list();
    }

    public List<String> openCases(TherapySession session) {
        return jdbc.sql(
                        "select kind from payment_exception where session_id = :id and resolved_at is null order by kind")
                .param("id", session.id().value())
                .query(String.class)
                .list();
    }

    public long callbacks(TherapySession session) {
        return evidence(session, "e.source = 'CALLBACK'");
    }

    public long quarantined(TherapySession session) {
        return evidence(session, "e.disposition = 'QUARANTINED'");
    }

    private long evidence(TherapySession session, String which) {
        return jdbc.sql("select count(*) from payment_evidence e join payment_attempt a on a.id = e.attempt_id"
                        + " where a.session_id = :id and " + which)
                .param("id", session.id().value())
                .query(Long.class)
                .single();
    }

    /** M-PESA's name for the newest prompt of a session. */
    public String checkoutRequest(TherapySession session) {
        return jdbc.sql(
                        "select checkout_request_id from payment_attempt where session_id = :id order by number desc limit 1")
                .param("id", session.id().value())
                .query(String.class)
                .single();
    }

    public AttemptState attemptState(AttemptId attempt) {
        return jdbc.sql("select state from payment_attempt where id = :id")
                .param("id", attempt.value())
                .query((row, number) -> AttemptState.valueOf(row.getString(1)))
                .single();
    }
}
