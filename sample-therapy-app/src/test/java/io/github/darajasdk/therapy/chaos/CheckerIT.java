package io.github.darajasdk.therapy.chaos;

import static io.github.darajasdk.therapy.chaos.CleanWorld.id;
import static io.github.darajasdk.therapy.chaos.CleanWorld.sessionId;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever guards the money has to be guarded too: each fault is planted, and the checker must name it. */
class CheckerIT {

    private static Connection connection;

    private CleanWorld world;
    private List<Violation> found;

    @BeforeAll
    static void aDatabase() throws SQLException {
        connection = TestDatabase.fresh().dataSource().getConnection();
        connection.setAutoCommit(false);
    }

    @AfterAll
    static void noDatabaseAnyMore() throws SQLException {
        connection.close();
    }

    @BeforeEach
    void everythingIsAsItMustBe() {
        world = new CleanWorld(connection);
    }

    @AfterEach
    void nothingIsKept() throws SQLException {
        connection.rollback();
    }

    @Test
    void cleanDataHasNoViolation() throws SQLException {
        assertThat(world.check()).isEmpty();
    }

    @Test
    void aLostDebitIsNamed() throws SQLException {
        world.debits().add(new Truth.Debit("UKTESTL001", "ws_CO_LOST", "CLEAN1-9", 1500, 1500));

        assertFound("lost or doubled", "UKTESTL001");
    }

    @Test
    void aDebitWhoseReceiptWasDeletedIsNamed() throws SQLException {
        world.sql("delete from mpesa_receipt where receipt = 'UKTESTA011'");

        assertFound("lost or doubled", "UKTESTA011");
        assertFound("sums", "all debits");
        assertFound("confirmed is not paid", sessionId(1));
    }

    @Test
    void aReceiptRecordedTwiceIsNamed() throws SQLException {
        world.sql("alter table mpesa_receipt drop constraint mpesa_receipt_pkey cascade;"
                + " insert into mpesa_receipt select environment, receipt, merchant, amount_kes, attempt_id, session_id,"
                + " 'DUPLICATE', evidence_id, transaction_time, recorded_at"
                + " from mpesa_receipt where receipt = 'UKTESTA011'");

        assertFound("recorded twice", "UKTESTA011");
    }

    @Test
    void aReceiptThatIsNotAppliedAndHasNoCaseIsNamed() throws SQLException {
        world.sql("delete from payment_exception where kind = 'DUPLICATE'");

        assertFound("neither applied nor a case", "UKTESTA032");
    }

    @Test
    void aForgedReceiptIsNamed() throws SQLException {
        world.debits().removeIf(debit -> debit.receipt().equals("UKTESTA011"));

        assertFound("invented", "UKTESTA011");
    }

    @Test
    void aReceiptWithAnotherAmountThanWasTakenIsNamed() throws SQLException {
        world.sql("update mpesa_receipt set amount_kes = 1400 where receipt = 'UKTESTA011'");

        assertFound("invented", "UKTESTA011");
        assertFound("confirmed is not paid", sessionId(1));
    }

    @Test
    void receiptsThatWereSwappedAreNamed() throws SQLException {
        world.sql("update mpesa_receipt set attempt_id = '" + id(3, 1) + "' where receipt = 'UKTESTA011'");

        assertFound("booked to another payment", "UKTESTA011");
    }

    @Test
    void aSumThatDoesNotAgreeIsNamed() throws SQLException {
        world.sql("delete from mpesa_receipt where receipt = 'UKTESTA011'");

        assertFound("sums", "all debits");
    }

    @Test
    void aReversalThatIsNotOnRecordIsNamed() throws SQLException {
        world.reversals().add(new Truth.Reversal("UKTESTA011", 1500));

        assertFound("sums of reversals", "all reversals");
        assertFound("given back at M-PESA and not here", "UKTESTA011");
    }

    @Test
    void aReversalThatWasNoneIsNamed() throws SQLException {
        world.reversals().clear();

        assertFound("given back here and not at M-PESA", "UKTESTA081");
        assertFound("a refund that is none", "UKTESTA081");
    }

    @Test
    void aRefundAskedForTwiceIsNamed() throws SQLException {
        world.reversalRequests().add(new Truth.ReversalRequest("UKTESTA081"));

        assertFound("asked for more often than it was sent", "UKTESTA081");
    }

    @Test
    void aRefundThatNobodyDecidedToAskForIsNamed() throws SQLException {
        world.reversalRequests().add(new Truth.ReversalRequest("UKTESTA011"));

        assertFound("asked for more often than it was sent", "UKTESTA011");
    }

    @Test
    void aRefundSentAgainAfterSilenceIsNamed() throws SQLException {
        world.sql(CleanWorld.moved(3, 2, "SENDING", "UNCLEAR") + CleanWorld.moved(3, 2, "UNCLEAR", "SENDING"));

        assertFound("a refund sent again after silence", "UKTESTA032");
    }

    @Test
    void aSecondPaymentWithoutARefundIsNamed() throws SQLException {
        world.sql("delete from refund_transition where refund_id = '" + CleanWorld.refundId(3, 2)
                + "'; delete from refund where receipt = 'UKTESTA032'");

        assertFound("paid twice or too late, and no refund asked for", "UKTESTA032");
    }

    @Test
    void aRefundThatNobodyEndsIsNamed() throws SQLException {
        world.sql("update refund set approved_by = '00000000-0000-0000-0000-00000000000d', approved_at = now(),"
                + " state = 'APPROVED' where receipt = 'UKTESTA032'");

        assertFound("a refund pending without a flag", "UKTESTA032");
    }

    @Test
    void twoReceiptsAppliedToOneSessionAreNamed() throws SQLException {
        world.sql("drop index one_applied_receipt_per_session;"
                + " update mpesa_receipt set disposition = 'APPLIED' where receipt = 'UKTESTA032'");

        assertFound("applied twice", sessionId(3));
    }

    @Test
    void aPaidSessionThatIsNotConfirmedIsNamed() throws SQLException {
        world.sql("update therapy_session set status = 'APPROVED' where id = '" + sessionId(1) + "'");

        assertFound("confirmed is not paid", sessionId(1));
    }

    @Test
    void aConfirmedSessionThatIsNotPaidIsNamed() throws SQLException {
        world.sql("update therapy_session set status = 'CONFIRMED' where id = '" + sessionId(2) + "'");

        assertFound("confirmed is not paid", sessionId(2));
    }

    @Test
    void aSessionPaidForTheTimeBeingAndStillOpenIsNamed() throws SQLException {
        world.sql("update therapy_session set status = 'APPROVED' where id = '" + sessionId(6) + "'");

        assertFound("paid for the time being, yet open to be paid", sessionId(6));
    }

    @Test
    void aSessionConfirmedThoughAnotherAmountWasToldIsNamed() throws SQLException {
        world.sql("update mpesa_receipt set disposition = 'APPLIED' where receipt = 'UKTESTA041'");

        assertFound("another amount told, and confirmed on that word", "UKTESTA041");
    }

    @Test
    void moneyByMenuAppliedToASessionThatItDoesNotNameIsNamed() throws SQLException {
        world.debits().removeIf(debit -> debit.receipt().equals("UKTESTA011"));
        world.debits().add(new Truth.Debit("UKTESTA011", null, "CLEAN2", 1500, 1500));

        assertFound("paid by the menu, and applied to what it does not name", "UKTESTA011");
    }

    @Test
    void aPaymentThatWasPaidAndThenFailedIsNamed() throws SQLException {
        transition(1, "PAID", "FAILED");

        assertFound("paid, and then not", id(1, 1));
    }

    @Test
    void aSuccessThatChangedNothingIsNamed() throws SQLException {
        world.sql("update payment_evidence set meaning = 'PAID' where attempt_id = '" + id(2, 1) + "'");

        assertFound("success was told, and not believed", id(2, 1));
    }

    @Test
    void aFailureWithoutMpesasWordIsNamed() throws SQLException {
        world.sql("delete from payment_transition where attempt_id = '" + id(2, 1) + "';"
                + " delete from payment_evidence where attempt_id = '" + id(2, 1) + "'");

        assertFound("failed without M-PESA's word", id(2, 1));
    }

    @Test
    void aSoftNoThatNobodyConfirmedIsNamedAsAFailureWithoutMpesasWord() throws SQLException {
        world.sql("update payment_evidence set result_code = '1037' where attempt_id = '" + id(2, 1) + "'");

        assertFound("failed without M-PESA's word", id(2, 1));
    }

    @Test
    void aTimeOutBeforeItsTimeIsNamed() throws SQLException {
        world.sql("update payment_transition set at = at - interval '1 second' where to_state = 'TIMED_OUT'");

        assertFound("timed out too early", id(7, 1));
    }

    @Test
    void aMoveWithoutEvidenceIsNamed() throws SQLException {
        transition(1, "PROMPTED", "PAID");

        assertFound("moved without evidence", id(1, 1));
    }

    @Test
    void evidenceThatNobodyDecidedIsNamed() throws SQLException {
        world.sql("update payment_evidence set disposition = 'PENDING' where attempt_id = '" + id(1, 1) + "'");

        assertFound("evidence undecided", CleanWorld.evidenceId(1, 1, "CALLBACK"));
        assertFound("a success waits without a flag", id(1, 1));
    }

    @Test
    void aSuccessThatWaitsWithoutAFlagIsNamed() throws SQLException {
        world.sql("update payment_evidence set disposition = 'PENDING' where attempt_id = '" + id(1, 1) + "'");

        assertFound("a success waits without a flag", id(1, 1));
    }

    @Test
    void aCallbackAcknowledgedAndNotStoredIsNamed() throws SQLException {
        world.acknowledged().add(new Truth.Acknowledged(id(1, 1).replace("-", ""), "digest of another body"));

        assertFound("acknowledged and not stored", id(1, 1).replace("-", ""));
    }

    @Test
    void aNotificationSentTwiceIsNamed() throws SQLException {
        world.sql("alter table notification drop constraint notification_recipient_event_key_key;"
                + " insert into notification select gen_random_uuid(), recipient, event_key, kind, session_id, detail,"
                + " created_at, read_at from notification where kind = 'SESSION_PAID' and session_id = '" + sessionId(1)
                + "'");

        assertFound("told twice", "SESSION_PAID:" + sessionId(1));
    }

    @Test
    void aPaidSessionOfWhichNobodyWasToldIsNamed() throws SQLException {
        world.sql("delete from notification where kind = 'PAYMENT_CONFIRMED'");

        assertFound("paid and nobody told", sessionId(1));
    }

    @Test
    void aFailureOfWhichNobodyWasToldIsNamed() throws SQLException {
        world.sql("delete from notification where kind = 'PAYMENT_FAILED'");

        assertFound("failed and nobody told", id(2, 1));
    }

    @Test
    void anAttemptThatRangTwiceIsNamed() throws SQLException {
        world.pushes().add(new Truth.Push(CleanWorld.account(1, 1), true, Instant.now()));

        assertFound("one attempt rang twice", CleanWorld.account(1, 1));
    }

    @Test
    void anAttemptSentWhileAnEarlierOneWasUndecidedIsNamed() throws SQLException {
        world.sql("update payment_attempt set released_at = null, released_by = null where id = '" + id(3, 1) + "'");

        assertFound("sent while an earlier one was undecided", id(3, 2));
    }

    @Test
    void aChangeThatIsMissingInTheHistoryIsNamed() throws SQLException {
        world.sql("delete from payment_transition where to_state = 'SENDING' and attempt_id = '" + id(1, 1) + "'");

        assertFound("an attempt's history has a gap", id(1, 1));
    }

    @Test
    void anAttemptWithoutAHistoryIsNamed() throws SQLException {
        world.sql("delete from payment_transition where attempt_id = '" + id(7, 1) + "'");

        assertFound("an attempt's history has a gap", id(7, 1));
    }

    @Test
    void aRefundThatStandsElsewhereThanItsHistoryEndsIsNamed() throws SQLException {
        world.sql("update refund set state = 'WITHDRAWN' where receipt = 'UKTESTA032'");

        assertFound("a refund's history has a gap", CleanWorld.refundId(3, 2));
    }

    @Test
    void booksThatWereNotComparedAreNamed() throws SQLException {
        unfreeze();
        world.sql("update reconciliation_run set trigger = 'DAILY'");

        assertFound("the books were not compared twice", "runs");
        assertFound("a debit that no comparison lists once", "UKTESTA011");
    }

    @Test
    void aSecondComparisonThatSaysSomethingElseIsNamed() throws SQLException {
        unfreeze();
        world.sql("update reconciliation_total set items = items - 1, mpesa_cents = mpesa_cents - 150000"
                + " where run_id = (select max(id) from reconciliation_run)");

        assertFound("comparing again says something else", "EXACT");
        assertThat(found).anyMatch(one -> one.id().equals("M15") && one.name().equals("sums"));
    }

    @Test
    void whatAComparisonFindsOnOneSideAloneIsNamed() throws SQLException {
        unfreeze();
        world.sql("update reconciliation_item set rule = 'NO_PAYMENT_HERE' where mpesa_receipt = 'UKTESTA011'");

        assertFound("found at M-PESA alone, or here alone", "UKTESTA011");
    }

    @Test
    void aDebitThatAComparisonListsTwiceIsNamed() throws SQLException {
        unfreeze();
        world.sql("insert into reconciliation_item (run_id, at, rule, mpesa_receipt) select run_id, at, rule,"
                + " mpesa_receipt from reconciliation_item where mpesa_receipt = 'UKTESTA011'");

        assertFound("a debit that no comparison lists once", "UKTESTA011");
    }

    @Test
    void anOpenAttemptWithoutAFlagIsNamed() throws SQLException {
        world.sql("delete from payment_exception where kind = 'UNRESOLVED'");

        assertFound("pending without a flag", id(7, 1));
    }

    @Test
    void aMissingReceiptWithoutAFlagIsNamed() throws SQLException {
        world.sql("delete from payment_exception where kind = 'RECEIPT_MISSING'");

        assertFound("no receipt, and no flag", id(6, 1));
    }

    @Test
    void aRowOfAnotherEnvironmentIsNamed() throws SQLException {
        world.sql("insert into payment_evidence (id, environment, merchant, source, authenticity, meaning, raw_body,"
                + " body_digest, received_at, disposition) values (gen_random_uuid(), 'SANDBOX', '174379', 'CALLBACK',"
                + " 'PAYMENT_TOKEN', 'PAID', 'x'::bytea, 'x', now(), 'QUARANTINED')");

        assertFound("rows of another environment", "payment_evidence");
    }

    /** A finished comparison cannot be changed; whoever plants a fault in one has to go around that. */
    private void unfreeze() {
        world.sql("alter table reconciliation_run disable trigger user; alter table reconciliation_item disable trigger"
                + " user; alter table reconciliation_total disable trigger user");
    }

    private void transition(int session, String from, String to) {
        world.sql("insert into payment_transition (attempt_id, from_state, to_state, reason, at) values ('"
                + id(session, 1) + "', '" + from + "', '" + to + "', 'planted', now())");
    }

    private void assertFound(String name, String key) throws SQLException {
        if (found == null) {
            found = world.check();
        }
        assertThat(found)
                .as("violations")
                .anyMatch(one -> one.name().equals(name) && one.key().equals(key));
    }
}
