package io.github.darajasdk.therapy.reconciliation.refund.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import io.github.darajasdk.therapy.testing.AppTest;
import io.github.darajasdk.therapy.testing.TestData;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database is the last guard of money going back, whatever the code does. */
@AppTest
class RefundTablesIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestData data;

    private UUID admin;
    private UUID other;

    @BeforeEach
    void twoAdministrators() {
        admin = data.anAdmin().id().value();
        other = data.anAdmin().id().value();
    }

    @ParameterizedTest
    @EnumSource(RefundState.class)
    void aRefundMovesOnlyAlongTheArrowsTheCodeKnows(RefundState from) {
        for (RefundState to : RefundState.values()) {
            if (from == to) {
                continue;
            }
            UUID refund = refund(receipt(1_500, "ORPHAN", null), 1_500, from);
            if (from.mayBecome(to)) {
                move(refund, to);
            } else {
                assertThatThrownBy(() -> move(refund, to))
                        .as("%s -> %s", from, to)
                        .isInstanceOf(DataIntegrityViolationException.class)
                        .hasMessageContaining("may not go from " + from + " to " + to);
            }
        }
    }

    @Test
    void aReceiptHasOneRefund() {
        String receipt = receipt(1_500, "DUPLICATE", null);
        refund(receipt, 1_500, RefundState.REQUESTED);

        assertThatThrownBy(() -> refund(receipt, 1_500, RefundState.REQUESTED))
                .hasMessageContaining("one_refund_per_receipt");
    }

    @Test
    void nothingIsSentThatNobodyApproved() {
        UUID refund = refund(receipt(1_500, "ORPHAN", null), 1_500, RefundState.APPROVED);
        jdbc.sql("update refund set approved_by = null, second_approved_by = null where id = :id")
                .param("id", refund)
                .update();

        assertThatThrownBy(() -> move(refund, RefundState.SENDING)).hasMessageContaining("not approved by enough");
    }

    @Test
    void aboveTwentyThousandTwoDifferentPeopleApprove() {
        UUID large = refund(receipt(20_001, "ORPHAN", null), 20_001, RefundState.REQUESTED);
        UUID small = refund(receipt(20_000, "ORPHAN", null), 20_000, RefundState.REQUESTED);
        jdbc.sql("update refund set second_approved_by = null").update();

        assertThatThrownBy(() -> move(large, RefundState.APPROVED)).hasMessageContaining("not approved by enough");
        move(small, RefundState.APPROVED);
        assertThatThrownBy(() -> jdbc.sql("update refund set second_approved_by = approved_by where id = :id")
                        .param("id", large)
                        .update())
                .hasMessageContaining("two_different_approvers");
        jdbc.sql("update refund set second_approved_by = :other where id = :id")
                .param("other", other)
                .param("id", large)
                .update();
        move(large, RefundState.APPROVED);
    }

    @Test
    void partOfAPaymentIsNotSent() {
        UUID refund = refund(receipt(1_500, "WRONG_AMOUNT", null), 1_499, RefundState.APPROVED);

        assertThatThrownBy(() -> move(refund, RefundState.SENDING)).hasMessageContaining("in full");
    }

    @Test
    void whatPaysALivingSessionIsNotSent() {
        UUID session = data.anApprovedSession().id().value();
        jdbc.sql("update therapy_session set status = 'CONFIRMED' where id = :id")
                .param("id", session)
                .update();
        UUID refund = refund(receipt(1_500, "APPLIED", session), 1_500, RefundState.APPROVED);

        assertThatThrownBy(() -> move(refund, RefundState.SENDING)).hasMessageContaining("pays a session");
        jdbc.sql("update therapy_session set status = 'CANCELLED' where id = :id")
                .param("id", session)
                .update();
        move(refund, RefundState.SENDING);
    }

    @Test
    void receiptAndAmountOfARefundNeverChange() {
        UUID refund = refund(receipt(1_500, "ORPHAN", null), 1_500, RefundState.REQUESTED);

        assertThatThrownBy(() -> jdbc.sql("update refund set amount_kes = 1 where id = :id")
                        .param("id", refund)
                        .update())
                .hasMessageContaining("keeps its receipt and amount");
        assertThat(jdbc.sql("select amount_kes from refund where id = :id")
                        .param("id", refund)
                        .query(Long.class)
                        .single())
                .isEqualTo(1_500);
    }

    private void move(UUID refund, RefundState to) {
        jdbc.sql("update refund set state = :to where id = :id")
                .param("to", to.name())
                .param("id", refund)
                .update();
    }

    /** In any state, with what that state needs. */
    private UUID refund(String receipt, long amount, RefundState state) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into refund (id, environment, merchant, receipt, amount_kes, reason, state, requested_at,
                                            approved_by, second_approved_by, approved_at, claim, sent_at)
                        values (:id, 'SIMULATOR', '600123', :receipt, :amount, 'OTHER', :state, now(),
                                :admin, :other, now(), :id, now())""")
                .param("id", id)
                .param("receipt", receipt)
                .param("amount", amount)
                .param("state", state.name())
                .param("admin", admin)
                .param("other", other)
                .update();
        return id;
    }

    private String receipt(long amount, String disposition, UUID session) {
        UUID evidence = UUID.randomUUID();
        String receipt = evidence.toString().replace("-", "").substring(0, 10).toUpperCase(java.util.Locale.ROOT);
        jdbc.sql("""
                        insert into payment_evidence (id, environment, merchant, source, authenticity, meaning, raw_body,
                                                      body_digest, received_at, disposition)
                        values (:id, 'SIMULATOR', '600123', 'PULL', 'OWN_CALL', 'PAID', '', '', now(), 'APPLIED')""").param("id", evidence).update();
        jdbc.sql("""
                        insert into mpesa_receipt (environment, receipt, merchant, amount_kes, session_id, disposition,
                                                   evidence_id, recorded_at)
                        values ('SIMULATOR', :receipt, '600123', :amount, :session, :disposition, :evidence, now())""")
                .param("receipt", receipt)
                .param("amount", amount)
                .param("session", session)
                .param("disposition", disposition)
                .param("evidence", evidence)
                .update();
        return receipt;
    }
}
