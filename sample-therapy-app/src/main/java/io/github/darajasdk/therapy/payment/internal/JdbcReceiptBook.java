package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcReceiptBook implements ReceiptBook {

    /** A callback or C2B message was posted to us; only what M-PESA's own records say is proof enough to send money. */
    private static final String SELECT = """
            select r.*, exists (
                       select from payment_evidence e
                       where e.environment = r.environment and e.receipt = r.receipt and e.merchant = r.merchant
                         and e.amount_kes = r.amount_kes and e.source in ('PULL', 'STATUS_RESULT', 'STATEMENT')
                         and e.meaning = 'PAID') as seen
            from mpesa_receipt r
            """;

    private final JdbcClient jdbc;

    JdbcReceiptBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<BookedReceipt> find(PaymentEnvironment environment, String receipt) {
        return jdbc.sql(SELECT + "where r.environment = :environment and r.receipt = :receipt")
                .param("environment", environment.name())
                .param("receipt", receipt)
                .query(JdbcReceiptBook::row)
                .optional();
    }

    @Override
    public List<BookedReceipt> ofSession(SessionId session) {
        return jdbc.sql(SELECT + "where r.session_id = :session order by r.recorded_at, r.receipt")
                .param("session", session.value())
                .query(JdbcReceiptBook::row)
                .list();
    }

    private static BookedReceipt row(ResultSet row, int number) throws SQLException {
        return new BookedReceipt(
                PaymentEnvironment.valueOf(row.getString("environment")),
                row.getString("merchant"),
                row.getString("receipt"),
                Money.kes(row.getLong("amount_kes")),
                Optional.ofNullable(row.getObject("session_id", UUID.class)).map(SessionId::new),
                Optional.ofNullable(row.getObject("attempt_id", UUID.class)).map(AttemptId::new),
                BookedReceipt.Use.valueOf(row.getString("disposition")),
                row.getBoolean("seen"),
                Sql.instant(row, "recorded_at"));
    }
}
