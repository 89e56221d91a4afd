package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.reconciliation.ImportedStatement;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.StatementFile;
import io.github.darajasdk.therapy.reconciliation.StatementImport;
import io.github.darajasdk.therapy.reconciliation.StatementImported;
import io.github.darajasdk.therapy.reconciliation.StatementPreview;
import io.github.darajasdk.therapy.reconciliation.StatementRefusedException;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Streams a file into a table of this transaction by COPY, looks at it as a whole, and merges it into the records. */
@Service
class StatementImporter implements StatementImport {

    private static final int MOST_PREVIEWED = 100;
    private static final int MOST_LISTED = 100;
    private static final int COLUMNS = 11;

    private static final String STAGE = """
        create temp table staged_statement
        (
            line             bigint not null,
            receipt          text   not null,
            kind             text   not null,
            status           text   not null,
            cents            bigint not null,
            completed_at     bigint not null,
            phone            text,
            bill_reference   text,
            booking          text,
            original_receipt text,
            -- Of charges only.
            balance          bigint
        ) on commit drop\
        """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final RecordStore records;
    private final RunJobs jobs;
    private final Clock clock;

    StatementImporter(
            JdbcTemplate jdbc, TransactionTemplate transactions, RecordStore records, RunJobs jobs, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.records = records;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public StatementPreview preview(StatementFile file, int rows) {
        if (rows < 1 || rows > MOST_PREVIEWED) {
            throw new IllegalArgumentException("a preview shows 1 to " + MOST_PREVIEWED + " rows, not " + rows);
        }
        try (StatementReader reader = StatementReader.open(file)) {
            List<StatementPreview.Row> first = new ArrayList<>();
            StatementRow row = reader.next();
            while (row != null && first.size() < rows) {
                first.add(shown(row));
                row = reader.next();
            }
            StatementHeader header = reader.header();
            Map<String, String> columns = new LinkedHashMap<>();
            header.titles().forEach((column, title) -> columns.put(column.title(), title));
            return new StatementPreview(
                    reader.format(), header.line(), header.preamble(), columns, header.ignored(), first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StatementPreview.Row shown(StatementRow row) {
        return new StatementPreview.Row(
                row.line(),
                row.receipt(),
                Instant.ofEpochSecond(row.completedAt()),
                row.kind().name(),
                row.status().name(),
                row.cents(),
                Optional.ofNullable(row.phone()),
                Optional.ofNullable(row.reference()),
                Optional.ofNullable(row.originalReceipt()));
    }

    @Override
    public StatementImported importStatement(PaymentMode books, StatementFile file, BalanceBreaks breaks, UserId by) {
        return transactions.execute(status -> {
            try (StatementReader reader = StatementReader.open(file)) {
                refuseOfOthers(books, reader.header());
                Staged staged = jdbc.execute((Connection connection) -> stage(connection, reader));
                return merge(books, file, reader.header(), staged, breaks, by, status);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public List<ImportedStatement> imports(PaymentMode books, int limit) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException("a list has 1 to " + MOST_LISTED + " entries, not " + limit);
        }
        return records.imports(books, limit);
    }

    /** What a file amounts to, once it is read. */
    private record Staged(
            String digest, long rows, long skipped, long first, long last, long breaks, long firstBreak) {}

    private static void refuseOfOthers(PaymentMode books, StatementHeader header) {
        for (Map.Entry<String, String> said : header.preamble().entrySet()) {
            String name = StatementColumn.letters(said.getKey());
            boolean names = name.equals("shortcode") || name.equals("paybill") || name.equals("tillnumber");
            if (names
                    && said.getValue().matches("[0-9]{5,7}")
                    && !said.getValue().equals(books.merchant())) {
                throw new StatementRefusedException("this is the statement of short code " + said.getValue()
                        + ", and payments go to " + books.merchant() + ". Nothing was imported.");
            }
        }
    }

    private static Staged stage(Connection connection, StatementReader reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGE);
        }
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy staged_statement from stdin (format binary)");
        try {
            return copy(reader, copy);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static Staged copy(StatementReader reader, CopyIn copy) throws SQLException {
        CopyRows out = new CopyRows(copy);
        BalanceChain chain = new BalanceChain();
        long count = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        StatementRow row = reader.next();
        while (row != null) {
            out.row(COLUMNS)
                    .bigint(row.line())
                    .text(row.receipt())
                    .text(row.kind().name())
                    .text(row.status().name())
                    .bigint(row.cents())
                    .bigint(row.completedAt())
                    .text(row.phone())
                    .text(row.reference())
                    .text(row.booking())
                    .text(row.originalReceipt())
                    .bigint(row.kind() == RecordKind.CHARGE ? row.balance() : null);
            chain.follow(row);
            first = Math.min(first, row.completedAt());
            last = Math.max(last, row.completedAt());
            count++;
            row = reader.next();
        }
        out.end();
        return new Staged(reader.digest(), count, reader.skipped(), first, last, chain.breaks(), chain.firstBreak());
    }

    private StatementImported merge(
            PaymentMode books,
            StatementFile file,
            StatementHeader header,
            Staged staged,
            BalanceBreaks breaks,
            UserId by,
            TransactionStatus transaction) {
        Optional<StatementImported> known = records.findImport(books, staged.digest());
        if (known.isPresent()) {
            return known.get();
        }
        if (staged.rows() == 0) {
            throw new StatementRefusedException("the file has column names and no movement. Export a period with"
                    + " payments in it. Nothing was imported.");
        }
        if (staged.breaks() > 0 && breaks == BalanceBreaks.REFUSE) {
            throw new StatementRefusedException("the balances do not follow from row to row in " + staged.breaks()
                    + (staged.breaks() == 1 ? " place" : " places") + ", first at line " + staged.firstBreak()
                    + ": rows are missing, doubled or edited. Export the statement again, unfiltered; or say that it is"
                    + " filtered on purpose. Nothing was imported.");
        }
        Period period = header.period(staged.first(), staged.last());
        StatementImported imported = records.mergeStatement(
                books,
                file.name(),
                staged.digest(),
                period,
                staged.rows(),
                staged.skipped(),
                staged.breaks(),
                by,
                clock.instant(),
                transaction);
        jobs.statementArrived(books, period, imported.importId());
        return imported;
    }
}
