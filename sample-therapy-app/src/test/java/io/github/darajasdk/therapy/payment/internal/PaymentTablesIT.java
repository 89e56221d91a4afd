package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The last guard: what the tables refuse, whatever the code does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentTablesIT {

    private JdbcClient jdbc;
    private UUID client;
    private UUID therapist;
    private UUID session;
    private int hour;

    @BeforeAll
    void aDatabaseWithUsers() {
        jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
        client = user("CLIENT");
        therapist = user("THERAPIST");
    }

    @BeforeEach
    void aSession() {
        session = session("SIMULATOR");
    }

    @ParameterizedTest
    @EnumSource(AttemptState.class)
    void anAttemptMovesOnlyAlongTheArrowsTheCodeKnows(AttemptState from) {
        movesOnlyAlongTheArrows(from, false);
    }

    @Test
    void aPaymentWithoutReceiptMovesOnlyAlongTheArrowsTheCodeKnows() {
        movesOnlyAlongTheArrows(AttemptState.PAID, true);
    }

    private void movesOnlyAlongTheArrows(AttemptState from, boolean provisional) {
        for (AttemptState to : AttemptState.values()) {
            if (from == to) {
                continue;
            }
            UUID attempt = attempt(session("SIMULATOR"), from, 1);
            jdbc.sql("update payment_attempt set provisional = :provisional where id = :id")
                    .param("provisional", provisional)
                    .param("id", attempt)
                    .update();
            Runnable move =
                    () -> jdbc.sql("update payment_attempt set state = :to, provisional = false, receipt = :receipt,"
                                    + " checkout_request_id = coalesce(checkout_request_id, id::text) where id = :id")
                            .param("to", to.name())
                            .param("receipt", receipt())
                            .param("id", attempt)
                            .update();
            if (from.mayBecome(to, provisional)) {
                move.run();
            } else {
                assertThatThrownBy(move::run)
                        .as("%s -> %s", from, to)
                        .isInstanceOf(DataIntegrityViolationException.class)
                        .hasMessageContaining("may not go from " + from + " to " + to);
            }
        }
    }

    @Test
    void aSessionHasOneBlockingAttempt() {
        attempt(session, AttemptState.TIMED_OUT, 1);

        assertThatThrownBy(() -> attempt(session, AttemptState.CREATED, 2))
                .hasMessageContaining("one_blocking_attempt_per_session");
    }

    @Test
    void aReleasedAttemptNoLongerBlocks() {
        UUID first = attempt(session, AttemptState.TIMED_OUT, 1);
        jdbc.sql("update payment_attempt set released_at = now(), released_by = :by where id = :id")
                .param("by", client)
                .param("id", first)
                .update();

        attempt(session, AttemptState.CREATED, 2);
    }

    @Test
    void aReceiptStandsOnceWhateverPaymentItIsBookedTo() {
        UUID first = attempt(session, AttemptState.PAID, 1);
        UUID other = session("SIMULATOR");
        UUID second = attempt(other, AttemptState.PAID, 1);
        book("UJE41K7QXN", session, first, "APPLIED");

        assertThatThrownBy(() -> book("UJE41K7QXN", other, second, "DUPLICATE"))
                .hasMessageContaining("mpesa_receipt_pkey");
    }

    @Test
    void aSessionHasOneAppliedReceipt() {
        UUID attempt = attempt(session, AttemptState.PAID, 1);
        book("UJE41K7QXA", session, attempt, "APPLIED");
        book("UJE41K7QXB", session, attempt, "DUPLICATE");

        assertThatThrownBy(() -> book("UJE41K7QXC", session, attempt, "APPLIED"))
                .hasMessageContaining("one_applied_receipt_per_session");
    }

    @Test
    void rowsOfDifferentEnvironmentsNeverMeet() {
        UUID sandboxSession = session("SANDBOX");

        assertThatThrownBy(() -> attempt(sandboxSession, AttemptState.CREATED, 1))
                .hasMessageContaining("foreign key");
    }

    @Test
    void anAttemptNeverChangesItsEnvironment() {
        UUID attempt = attempt(session, AttemptState.PROMPTED, 1);

        for (String table : List.of("payment_attempt", "therapy_session")) {
            assertThatThrownBy(() -> jdbc.sql("update " + table + " set environment = 'SANDBOX' where id = :id")
                            .param("id", table.equals("payment_attempt") ? attempt : session)
                            .update())
                    .as(table)
                    .hasMessageContaining("foreign key");
        }
    }

    @Test
    void evidenceReceiptAndCaseBelongToTheEnvironmentOfWhatTheyAreAbout() {
        UUID attempt = attempt(session, AttemptState.PAID, 1);
        UUID evidence = evidence("SIMULATOR", attempt);

        assertThatThrownBy(() -> evidence("SANDBOX", attempt)).hasMessageContaining("foreign key");
        assertThatThrownBy(() -> book("SANDBOX", receipt(), null, attempt, "ORPHAN", evidence("SANDBOX", null)))
                .hasMessageContaining("foreign key");
        assertThatThrownBy(() -> book("SANDBOX", receipt(), session, null, "LATE", evidence("SANDBOX", null)))
                .hasMessageContaining("foreign key");
        assertThatThrownBy(() -> book("SANDBOX", receipt(), null, null, "ORPHAN", evidence))
                .hasMessageContaining("mpesa_receipt_evidence_environment");
        assertThatThrownBy(() -> openCase("SANDBOX", session, null, null))
                .hasMessageContaining("payment_exception_session_environment");
        assertThatThrownBy(() -> openCase("SANDBOX", null, attempt, null)).hasMessageContaining("foreign key");
        String booked = receipt();
        book(booked, session, attempt, "APPLIED");
        assertThatThrownBy(() -> openCase("SANDBOX", null, null, booked)).hasMessageContaining("foreign key");
        openCase("SIMULATOR", session, attempt, booked);
    }

    @Test
    void aReceiptOfTheSandboxAndOneOfProductionMayHaveTheSameNumberAndStayTwo() {
        String number = receipt();

        book("SANDBOX", number, null, null, "ORPHAN", evidence("SANDBOX", null));
        book("PRODUCTION", number, null, null, "ORPHAN", evidence("PRODUCTION", null));

        assertThatThrownBy(() -> book("SANDBOX", number, null, null, "ORPHAN", evidence("SANDBOX", null)))
                .hasMessageContaining("mpesa_receipt_pkey");
    }

    @Test
    void whichReceiptPaidIsDecidedOnceAndOnlyReversed() {
        UUID attempt = attempt(session, AttemptState.PAID, 1);
        String applied = receipt();
        String duplicate = receipt();
        book(applied, session, attempt, "APPLIED");
        book(duplicate, session, attempt, "DUPLICATE");

        for (String other : List.of("DUPLICATE", "WRONG_AMOUNT", "ORPHAN", "LATE")) {
            assertThatThrownBy(() -> dispose(applied, other))
                    .hasMessageContaining("may not go from APPLIED to " + other);
        }
        assertThatThrownBy(() -> dispose(duplicate, "APPLIED")).hasMessageContaining("one_applied_receipt_per_session");
        dispose(applied, "REVERSED");
        assertThatThrownBy(() -> dispose(applied, "APPLIED")).hasMessageContaining("may not go from REVERSED");
        dispose(duplicate, "APPLIED");
    }

    @Test
    void anAppliedReceiptNamesItsSession() {
        assertThatThrownBy(() -> book("SIMULATOR", receipt(), null, null, "APPLIED", evidence("SIMULATOR", null)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void whatMpesaSaidNeverChanges() {
        UUID evidence = evidence("SIMULATOR", attempt(session, AttemptState.PROMPTED, 1));

        for (String change : List.of(
                "raw_body = 'x'",
                "source = 'QUERY'",
                "received_at = now() + interval '1 day'",
                "authenticity = 'OWN_CALL'")) {
            assertThatThrownBy(() -> jdbc.sql("update payment_evidence set " + change + " where id = :id")
                            .param("id", evidence)
                            .update())
                    .as(change)
                    .hasMessageContaining("never changes");
        }
        assertThat(jdbc.sql("update payment_evidence set disposition = 'QUARANTINED', note = 'why' where id = :id")
                        .param("id", evidence)
                        .update())
                .isOne();
    }

    @Test
    void aKeyOfOneUserIsUsedOnceWhileItIsKept() {
        UUID first = attempt(session, AttemptState.FAILED, 1);
        UUID second = attempt(session, AttemptState.FAILED, 2);

        assertThatThrownBy(() -> useKeyOf(first, second)).hasMessageContaining("payment_attempt_idempotency");
        jdbc.sql("update payment_attempt set idempotency_key = null where id in (:first, :second)")
                .param("first", first)
                .param("second", second)
                .update();
    }

    @Test
    void anAttemptIsOfWholeShillingsWithinReasonAndOnceOfEachNumber() {
        attempt(session, AttemptState.FAILED, 1);

        assertThatThrownBy(() -> attempt(session, AttemptState.FAILED, 1))
                .hasMessageContaining("payment_attempt_number");
        for (String amount : List.of("0", "-1", "250001")) {
            assertThatThrownBy(() -> jdbc.sql("update payment_attempt set amount_kes = " + amount)
                            .update())
                    .as(amount)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThatThrownBy(() -> jdbc.sql("update payment_attempt set phone = '0712345678'")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void oneCaseIsOpenedOnce() {
        UUID attempt = attempt(session, AttemptState.TIMED_OUT, 1);
        openCase("SIMULATOR", session, attempt, null);

        assertThatThrownBy(() -> openCase("SIMULATOR", session, attempt, null))
                .hasMessageContaining("one_exception_per_case");
    }

    @Test
    void twoAttemptsNeverShareAPrompt() {
        UUID first = attempt(session, AttemptState.UNCLEAR, 1);
        UUID second = attempt(session("SIMULATOR"), AttemptState.UNCLEAR, 1);
        name(first, "ws_CO_1");

        assertThatThrownBy(() -> name(second, "ws_CO_1")).hasMessageContaining("one_attempt_per_checkout_request");
    }

    @Test
    void paidWithoutReceiptIsProvisional() {
        UUID attempt = attempt(session, AttemptState.SENDING, 1);

        assertThatThrownBy(() -> jdbc.sql("update payment_attempt set state = 'PAID' where id = :id")
                        .param("id", attempt)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(jdbc.sql("update payment_attempt set state = 'PAID', provisional = true where id = :id")
                        .param("id", attempt)
                        .update())
                .isOne();
    }

    private void name(UUID attempt, String checkoutRequest) {
        jdbc.sql("update payment_attempt set checkout_request_id = :name where id = :id")
                .param("name", checkoutRequest)
                .param("id", attempt)
                .update();
    }

    private UUID user(String role) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into app_user (id, email, password_hash, display_name, role, demo, created_at)"
                        + " values (:id, :email, 'x', 'Somebody', :role, false, now())")
                .param("id", id)
                .param("email", id + "@example.com")
                .param("role", role)
                .update();
        return id;
    }

    private UUID session(String environment) {
        UUID id = UUID.randomUUID();
        hour++;
        jdbc.sql("""
                        insert into therapy_session (id, booking_number, client_id, therapist_id, starts_at, ends_at, price,
                                                     status, environment, merchant, created_at, changed_at)
                        values (:id, :number, :client, :therapist, now() + :hour * interval '1 hour',
                                now() + (:hour + 1) * interval '1 hour', 1500, 'APPROVED', :environment, '174379', now(), now())""")
                .param("id", id)
                .param("number", "BK" + (10_000 + hour))
                .param("client", client)
                .param("therapist", therapist)
                .param("hour", hour)
                .param("environment", environment)
                .update();
        return id;
    }

    private UUID attempt(UUID ofSession, AttemptState state, int number) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into payment_attempt (id, session_id, environment, merchant, number, payer_id, phone, amount_kes,
                                                     account_reference, idempotency_key, request_digest, state, sends,
                                                     checkout_request_id, receipt, created_at, expires_at, sent_at)
                        values (:id, :session, 'SIMULATOR', '174379', :number, :payer, '254712345678', 1500,
                                'BK10001-1', :key, 'digest', :state, 1, :checkout, :receipt, now(), now(), now())""")
                .param("id", id)
                .param("session", ofSession)
                .param("number", number)
                .param("payer", client)
                .param("key", id.toString())
                .param("state", state.name())
                .param(
                        "checkout",
                        state == AttemptState.UNCLEAR || state == AttemptState.SENDING ? null : "ws_CO_" + id)
                .param("receipt", state == AttemptState.PAID ? receipt() : null)
                .update();
        return id;
    }

    private static String receipt() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 10).toUpperCase(java.util.Locale.ROOT);
    }

    private void useKeyOf(UUID first, UUID second) {
        jdbc.sql("update payment_attempt set idempotency_key = (select idempotency_key from payment_attempt"
                        + " where id = :first) where id = :second")
                .param("first", first)
                .param("second", second)
                .update();
    }

    private void dispose(String receipt, String disposition) {
        jdbc.sql("update mpesa_receipt set disposition = :disposition where receipt = :receipt")
                .param("disposition", disposition)
                .param("receipt", receipt)
                .update();
    }

    private void book(String receipt, UUID ofSession, UUID attempt, String disposition) {
        book("SIMULATOR", receipt, ofSession, attempt, disposition, evidence("SIMULATOR", attempt));
    }

    private UUID evidence(String environment, UUID attempt) {
        UUID evidence = UUID.randomUUID();
        jdbc.sql("""
                        insert into payment_evidence (id, environment, merchant, attempt_id, source, authenticity, meaning,
                                                      raw_body, body_digest, received_at, disposition)
                        values (:id, :environment, '174379', :attempt, 'CALLBACK', 'PAYMENT_TOKEN', 'PAID', '', '', now(),
                                'APPLIED')""")
                .param("id", evidence)
                .param("environment", environment)
                .param("attempt", attempt)
                .update();
        return evidence;
    }

    private void book(
            String environment, String receipt, UUID ofSession, UUID attempt, String disposition, UUID evidence) {
        jdbc.sql("""
                        insert into mpesa_receipt (environment, receipt, merchant, amount_kes, attempt_id, session_id,
                                                   disposition, evidence_id, recorded_at)
                        values (:environment, :receipt, '174379', 1500, :attempt, :session, :disposition, :evidence, now())""")
                .param("environment", environment)
                .param("receipt", receipt)
                .param("attempt", attempt)
                .param("session", ofSession)
                .param("disposition", disposition)
                .param("evidence", evidence)
                .update();
    }

    private void openCase(String environment, UUID ofSession, UUID attempt, String receipt) {
        jdbc.sql("""
                        insert into payment_exception (id, environment, kind, session_id, attempt_id, receipt, opened_at)
                        values (:id, :environment, 'DUPLICATE', :session, :attempt, :receipt, now())""")
                .param("id", UUID.randomUUID())
                .param("environment", environment)
                .param("session", ofSession)
                .param("attempt", attempt)
                .param("receipt", receipt)
                .update();
    }
}
