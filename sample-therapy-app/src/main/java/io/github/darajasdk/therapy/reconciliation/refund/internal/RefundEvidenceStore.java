package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.payment.ReversalNews;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.internal.RefundEvidence.Disposition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What M-PESA and people told about refunds, as it came. */
@Repository
class RefundEvidenceStore {

    private final JdbcClient jdbc;

    RefundEvidenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores a piece, not yet decided; a piece of this id that is stored already stays as it is. */
    void add(UUID id, RefundId refund, ReversalNews news, Instant receivedAt) {
        jdbc.sql("""
                        insert into refund_evidence
                            (id, refund_id, source, meaning, conversation_id, originator_conversation_id, result_code,
                             result_description, reversal_receipt, original_receipt, amount_kes, completed_at, raw_body,
                             body_digest, received_at, disposition)
                        values (:id, :refund, :source, :meaning, :conversation, :originator, :code, :description, :reversal,
                                :original, :amount, :completedAt, :raw, :digest, :receivedAt, 'PENDING')
                        on conflict (id) do nothing""")
                .param("id", id)
                .param("refund", refund.value())
                .param("source", news.source().name())
                .param("meaning", news.meaning().name())
                .param("conversation", news.conversationId())
                .param("originator", news.originatorConversationId())
                .param("code", text(news.resultCode()))
                .param("description", text(news.resultDescription()))
                .param("reversal", news.reversalReceipt())
                .param("original", news.originalReceipt())
                .param("amount", news.amountKes())
                .param("completedAt", news.completedAt() == null ? null : RefundStore.at(news.completedAt()))
                .param("raw", news.rawBody())
                .param("digest", sha256(news.rawBody()))
                .param("receivedAt", RefundStore.at(receivedAt))
                .update();
    }

    /** All of one refund, oldest first. */
    List<RefundEvidence> of(RefundId refund) {
        return jdbc.sql("select * from refund_evidence where refund_id = :refund order by received_at, id")
                .param("refund", refund.value())
                .query(RefundEvidenceStore::row)
                .list();
    }

    void dispose(UUID evidence, Disposition disposition) {
        jdbc.sql("update refund_evidence set disposition = :disposition where id = :id")
                .param("disposition", disposition.name())
                .param("id", evidence)
                .update();
    }

    /** PostgreSQL holds neither NUL nor half a character; whoever tells us something must not be lost for it. */
    private static @Nullable String text(@Nullable String text) {
        return text == null
                ? null
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static RefundEvidence row(ResultSet row, int number) throws SQLException {
        long amount = row.getLong("amount_kes");
        boolean noAmount = row.wasNull();
        return new RefundEvidence(
                row.getObject("id", UUID.class),
                new ReversalNews(
                        ReversalNews.Source.valueOf(row.getString("source")),
                        ReversalNews.Meaning.valueOf(row.getString("meaning")),
                        row.getString("conversation_id"),
                        row.getString("originator_conversation_id"),
                        row.getString("result_code"),
                        row.getString("result_description"),
                        row.getString("reversal_receipt"),
                        row.getString("original_receipt"),
                        noAmount ? null : amount,
                        RefundStore.instant(row, "completed_at").orElse(null),
                        row.getBytes("raw_body")),
                RefundStore.instant(row, "received_at").orElseThrow(),
                Disposition.valueOf(row.getString("disposition")));
    }
}
