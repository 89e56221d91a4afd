package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.payment.RefundedReceipts;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundReason;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import io.github.darajasdk.therapy.reconciliation.refund.RefundStep;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of refunds. Every change of state is guarded by the state it comes from and leaves a line of history. */
@Repository
class RefundStore implements RefundedReceipts {

    private static final int MOST_OPEN = 500;
    private static final int MOST_OVER = 100;

    private final JdbcClient jdbc;

    RefundStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns false when there is a refund of this receipt already. */
    boolean insert(
            RefundId id, BookedReceipt receipt, RefundReason reason, @Nullable UserId by, String why, Instant now) {
        int added = jdbc.sql("""
                        insert into refund (id, environment, merchant, receipt, amount_kes, session_id, reason, state,
                                            requested_at, requested_by)
                        values (:id, :environment, :merchant, :receipt, :amount, :session, :reason, 'REQUESTED', :now, :by)
                        on conflict (environment, receipt) do nothing""")
                .param("id", id.value())
                .param("environment", receipt.environment().name())
                .param("merchant", receipt.merchant())
                .param("receipt", receipt.receipt())
                .param("amount", receipt.amount().shillings())
                .param("session", receipt.session().map(SessionId::value).orElse(null))
                .param("reason", reason.name())
                .param("now", at(now))
                .param("by", person(by))
                .update();
        if (added == 1) {
            addStep(id, null, RefundState.REQUESTED, null, by, why, now);
        }
        return added == 1;
    }

    Optional<Refund> find(RefundId id) {
        return jdbc.sql("select * from refund where id = :id")
                .param("id", id.value())
                .query(RefundStore::row)
                .optional();
    }

    /** Reads the refund and holds its row until the transaction ends. Its session, if any, is locked before it. */
    Optional<Refund> lock(RefundId id) {
        return jdbc.sql("select * from refund where id = :id for update")
                .param("id", id.value())
                .query(RefundStore::row)
                .optional();
    }

    Optional<Refund> ofReceipt(PaymentEnvironment environment, String receipt) {
        return jdbc.sql("select * from refund where environment = :environment and receipt = :receipt")
                .param("environment", environment.name())
                .param("receipt", receipt)
                .query(RefundStore::row)
                .optional();
    }

    List<Refund> open() {
        return jdbc.sql("select * from refund where state not in ('REFUNDED', 'BY_HAND', 'WITHDRAWN')"
                        + " order by requested_at, id limit :most")
                .param("most", MOST_OPEN)
                .query(RefundStore::row)
                .list();
    }

    List<Refund> over() {
        return jdbc.sql("select * from refund where state in ('REFUNDED', 'BY_HAND', 'WITHDRAWN')"
                        + " order by requested_at desc, id limit :most")
                .param("most", MOST_OVER)
                .query(RefundStore::row)
                .list();
    }

    List<RefundId> inState(RefundState... states) {
        return jdbc.sql("select id from refund where state = any (:states) order by requested_at")
                .param("states", names(states))
                .query((row, number) -> new RefundId(row.getObject(1, UUID.class)))
                .list();
    }

    /** What was approved since then and not taken back, in shillings. */
    long approvedSince(PaymentEnvironment environment, Instant since) {
        return jdbc.sql("""
                        select coalesce(sum(amount_kes), 0) from refund
                        where environment = :environment and approved_at >= :since
                          and state in ('APPROVED', 'SENDING', 'UNCLEAR', 'ACCEPTED', 'TIMED_OUT', 'REFUNDED')""")
                .param("environment", environment.name())
                .param("since", at(since))
                .query(Long.class)
                .single();
    }

    @Override
    public boolean byUs(PaymentEnvironment environment, @Nullable String receipt) {
        return receipt != null
                && ofReceipt(environment, receipt)
                        .filter(refund -> refund.state() == RefundState.REFUNDED)
                        .filter(refund -> refund.sentAt().isPresent())
                        .isPresent();
    }

    void firstApproval(Refund refund, UserId by, Instant now) {
        jdbc.sql("update refund set approved_by = :by where id = :id and state = 'REQUESTED' and approved_by is null")
                .param("by", by.value())
                .param("id", refund.id().value())
                .update();
        addStep(refund.id(), refund.state(), refund.state(), null, by, "approved, the first of two", now);
    }

    void approved(Refund refund, UserId by, Instant now) {
        move(refund, RefundState.APPROVED, """
                approved_at = :now, second_approved_by = case when approved_by is null then null else :by end,
                approved_by = coalesce(approved_by, :by)""", by, null, "approved", now);
    }

    /**
     * Marks the refund as being sent, before the first byte leaves.
     *
     * @return false when somebody else has it, or it has moved on; then nothing may be sent
     */
    boolean beginSending(Refund refund, UUID claim, Instant now) {
        int updated = jdbc.sql("""
                        update refund set state = 'SENDING', claim = :claim, sent_at = :now, conversation_id = null,
                                          originator_conversation_id = null
                        where id = :id and state = 'APPROVED'""")
                .param("claim", claim)
                .param("now", at(now))
                .param("id", refund.id().value())
                .update();
        if (updated == 1) {
            addStep(refund.id(), refund.state(), RefundState.SENDING, null, null, "sending begins", now);
        }
        return updated == 1;
    }

    /** Back to the people: whoever approved it has to do so again. */
    void backToApproval(Refund refund, @Nullable UUID evidence, String why, Instant now) {
        move(
                refund,
                RefundState.REQUESTED,
                "approved_by = null, second_approved_by = null, approved_at = null",
                null,
                evidence,
                why,
                now);
    }

    void withdraw(Refund refund, UserId by, String why, Instant now) {
        move(refund, RefundState.WITHDRAWN, "settled_at = :now", by, null, why, now);
    }

    void paidByHand(Refund refund, UserId by, String how, Instant now) {
        move(refund, RefundState.BY_HAND, "settled_at = :now", by, null, how, now);
    }

    void askAgain(Refund refund, @Nullable UserId by, String why, Instant now) {
        move(
                refund,
                RefundState.REQUESTED,
                "approved_by = null, second_approved_by = null, approved_at = null, settled_at = null",
                by,
                null,
                why,
                now);
    }

    private void move(
            Refund refund,
            RefundState to,
            String alsoSet,
            @Nullable UserId by,
            @Nullable UUID evidence,
            String reason,
            Instant now) {
        int updated = jdbc.sql("update refund set state = :to, " + alsoSet + " where id = :id and state = :from")
                .param("to", to.name())
                .param("now", at(now))
                .param("by", person(by), Types.OTHER)
                .param("id", refund.id().value())
                .param("from", refund.state().name())
                .update();
        if (updated != 1) {
            throw new IllegalStateException("refund " + refund.id() + " is not " + refund.state() + " any more");
        }
        addStep(refund.id(), refund.state(), to, evidence, by, reason, now);
    }

    /** Stores what is known of it now, and moves it one arrow along where the state differs. */
    void apply(RefundId id, RefundState from, RefundState to, RefundReading.Outcome outcome, Instant now) {
        int updated = jdbc.sql("""
                        update refund
                        set state = :to, conversation_id = :conversation, originator_conversation_id = :originator,
                            reversal_receipt = :reversal, result_code = :code,
                            settled_at = case when :ended then coalesce(settled_at, :now) else settled_at end
                        where id = :id and state = :from""")
                .param("to", to.name())
                .param("conversation", outcome.conversationId())
                .param("originator", outcome.originatorConversationId())
                .param("reversal", outcome.reversalReceipt())
                .param("code", outcome.resultCode())
                .param("ended", to == RefundState.REFUNDED || to == RefundState.FAILED)
                .param("now", at(now))
                .param("id", id.value())
                .param("from", from.name())
                .update();
        if (updated != 1) {
            throw new IllegalStateException("refund " + id + " is not " + from + " any more, though it is locked");
        }
        if (from != to) {
            RefundEvidence because = outcome.because();
            addStep(id, from, to, because == null ? null : because.id(), null, outcome.reason(), now);
        }
    }

    List<RefundStep> history(RefundId id) {
        return jdbc.sql("select * from refund_transition where refund_id = :id order by id")
                .param("id", id.value())
                .query((row, number) -> new RefundStep(
                        RefundState.valueOf(row.getString("to_state")),
                        user(row, "person_id"),
                        row.getString("reason"),
                        instant(row, "at").orElseThrow()))
                .list();
    }

    private void addStep(
            RefundId id,
            @Nullable RefundState from,
            RefundState to,
            @Nullable UUID evidence,
            @Nullable UserId by,
            String reason,
            Instant now) {
        jdbc.sql("""
                        insert into refund_transition (refund_id, from_state, to_state, evidence_id, person_id, reason, at)
                        values (:refund, :from, :to, :evidence, :person, :reason, :at)""")
                .param("refund", id.value())
                .param("from", from == null ? null : from.name())
                .param("to", to.name())
                .param("evidence", evidence)
                .param("person", person(by))
                .param("reason", reason)
                .param("at", at(now))
                .update();
    }

    /** The claim of the last sending. */
    Optional<UUID> claim(RefundId id) {
        return jdbc.sql("select claim from refund where id = :id and claim is not null")
                .param("id", id.value())
                .query(UUID.class)
                .optional();
    }

    private static String[] names(RefundState... states) {
        return Arrays.stream(states).map(Enum::name).toArray(String[]::new);
    }

    private static @Nullable UUID person(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Optional<UserId> user(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class)).map(UserId::new);
    }

    private static Refund row(ResultSet row, int number) throws SQLException {
        return new Refund(
                new RefundId(row.getObject("id", UUID.class)),
                PaymentEnvironment.valueOf(row.getString("environment")),
                row.getString("merchant"),
                row.getString("receipt"),
                Money.kes(row.getLong("amount_kes")),
                Optional.ofNullable(row.getObject("session_id", UUID.class)).map(SessionId::new),
                RefundReason.valueOf(row.getString("reason")),
                RefundState.valueOf(row.getString("state")),
                instant(row, "requested_at").orElseThrow(),
                user(row, "requested_by"),
                user(row, "approved_by"),
                user(row, "second_approved_by"),
                instant(row, "approved_at"),
                instant(row, "sent_at"),
                Optional.ofNullable(row.getString("conversation_id")),
                Optional.ofNullable(row.getString("reversal_receipt")),
                Optional.ofNullable(row.getString("result_code")),
                instant(row, "settled_at"));
    }
}
