package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.Debit;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentRefusedException;
import io.github.darajasdk.therapy.payment.PaymentRefusedException.Reason;
import io.github.darajasdk.therapy.payment.Recovery;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.TestData;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The database is older than the world: what it forgot stands in M-PESA's records, and nothing is sent meanwhile. */
@ChannelTest
class RecoveryIT {

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Recovery recovery;

    @Autowired
    private RecoveryStart start;

    @Autowired
    private RecoveryStore store;

    @Autowired
    private AttemptStore attempts;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private TestData data;

    private TherapySession session;
    private String phone;

    @BeforeEach
    void aSession() {
        session = story.anApprovedSession();
        phone = story.aPhone();
    }

    @AfterEach
    void over() {
        store.end(null, "the test is over", mpesa.clock().instant());
    }

    @Test
    void aShortStopIsNoRestore() {
        lastSignOfLife(Duration.ofMinutes(9));

        start.look();

        assertThat(recovery.isUnderWay()).isFalse();
    }

    @Test
    void whileItIsUnderWayNoPaymentIsStarted() {
        lastSignOfLife(Duration.ofMinutes(11));

        start.look();

        assertThat(recovery.isUnderWay()).isTrue();
        assertThat(catchThrowableOfType(PaymentRefusedException.class, () -> story.pay(session, phone))
                        .reason())
                .isEqualTo(Reason.RECOVERING);
        assertThat(story.pushes(phone)).isZero();
        recovery.end(data.anAdmin().id(), "nothing was restored, it was a planned stop");
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
    }

    @Test
    void whatTheBackupBelievesUnsentIsTakenForSent() {
        for (AttemptState state : List.of(AttemptState.CREATED, AttemptState.QUEUED, AttemptState.SENDING)) {
            TherapySession one = story.anApprovedSession();
            UUID attempt = attempt(one, state);
            lastSignOfLife(Duration.ofMinutes(30));

            start.look();

            AttemptRow row = attempts.ofSession(one.id()).get(0);
            assertThat(row.id().value()).isEqualTo(attempt);
            assertThat(row.state()).as("%s", state).isIn(AttemptState.UNCLEAR, AttemptState.TIMED_OUT);
            assertThat(row.sends()).isOne();
            assertThat(jdbc.sql(
                                    "select count(*) from payment_transition where attempt_id = :id and to_state = 'UNCLEAR'"
                                            + " and evidence_id is null")
                            .param("id", attempt)
                            .query(Integer.class)
                            .single())
                    .as("moves that name no evidence")
                    .isZero();
            store.end(null, "next", mpesa.clock().instant());
        }
    }

    /** As after a restore of a backup from before the payment: nothing here knows of it, and M-PESA does. */
    @Test
    void readingTheRecordsBringsBackWhatWasForgottenAndEndsIt() {
        TherapySession forgotten = story.anApprovedSession();
        story.pay(forgotten, phone);
        story.awaitState(forgotten, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");
        story.awaitState(forgotten, AttemptState.PAID);
        forget(forgotten);
        lastSignOfLife(Duration.ofMinutes(30));

        start.look();
        story.untilAfter(
                Duration.ofSeconds(11),
                6,
                () -> assertThat(recovery.isUnderWay()).isFalse());

        List<String> receipts = story.debits(phone).stream().map(Debit::receipt).toList();
        assertThat(receipts).hasSize(1);
        assertThat(jdbc.sql("select receipt from mpesa_receipt where receipt = any (:receipts)")
                        .param("receipts", receipts.toArray(String[]::new))
                        .query(String.class)
                        .list())
                .as("debits missing after the recovery")
                .containsExactlyElementsOf(receipts);
    }

    @Test
    void aGapThatReachesFurtherBackThanTheRecordsIsLeftToAPerson() {
        lastSignOfLife(Duration.ofHours(50));

        start.look();
        story.after(Duration.ofMinutes(1));

        assertThat(jdbc.sql("select count(*) from mpesa_pull where window_from < :from and finished_at >= :now")
                        .param("from", Sql.at(mpesa.clock().instant().minus(Duration.ofHours(49))))
                        .param("now", Sql.at(mpesa.clock().instant().minus(Duration.ofMinutes(1))))
                        .query(Integer.class)
                        .single())
                .as("the records were read as far as they go")
                .isPositive();
        assertThat(recovery.isUnderWay()).isTrue();
    }

    private void lastSignOfLife(Duration ago) {
        jdbc.sql("insert into heartbeat (at) values (:at) on conflict (one) do update set at = excluded.at")
                .param("at", Sql.at(mpesa.clock().instant().minus(ago)))
                .update();
    }

    /** Under the session's lock, as everything that stores evidence takes it: no question may slip in between. */
    private void forget(TherapySession of) {
        transactions.executeWithoutResult(status -> forgetLocked(of));
    }

    private void forgetLocked(TherapySession of) {
        for (String sql : List.of(
                "update therapy_session set status = status where id = :id",
                "delete from refund_transition where refund_id in (select id from refund where session_id = :id)",
                "delete from refund where session_id = :id",
                "delete from payment_exception where session_id = :id",
                "delete from mpesa_receipt where session_id = :id",
                "delete from payment_transition where attempt_id in"
                        + " (select id from payment_attempt where session_id = :id)",
                "delete from payment_evidence where session_id = :id or attempt_id in"
                        + " (select id from payment_attempt where session_id = :id)",
                "delete from payment_attempt where session_id = :id",
                "update therapy_session set status = 'APPROVED' where id = :id")) {
            jdbc.sql(sql).param("id", of.id().value()).update();
        }
    }

    private UUID attempt(TherapySession of, AttemptState state) {
        UUID id = UUID.randomUUID();
        int sends = state == AttemptState.SENDING ? 1 : 0;
        jdbc.sql("""
                        insert into payment_attempt (id, session_id, environment, merchant, number, payer_id, phone, amount_kes,
                                                     account_reference, idempotency_key, request_digest, state, sends, claim,
                                                     created_at, expires_at, sent_at)
                        values (:id, :session, :environment, :merchant, 1, :payer, :phone, 1500, :reference, :key, 'digest',
                                :state, :sends, :id, :at, :at, :at)""")
                .param("id", id)
                .param("session", of.id().value())
                .param("environment", of.environment().name())
                .param("merchant", of.merchant())
                .param("payer", of.clientId().value())
                .param("phone", phone)
                .param("reference", of.bookingNumber() + "-1")
                .param("key", id.toString())
                .param("state", state.name())
                .param("sends", sends)
                .param("at", Sql.at(mpesa.clock().instant().minus(Duration.ofMinutes(40))))
                .update();
        return id;
    }
}
