package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.ReportedMovementListener;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps what Pull, Transaction Status and C2B confirmations tell, and has the day it belongs to compared again. */
@Component
class RecordKeeper implements ReportedMovementListener {

    private final RecordStore records;
    private final RunJobs jobs;
    private final Clock clock;

    RecordKeeper(RecordStore records, RunJobs jobs, Clock clock) {
        this.records = records;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public void onReported(ReportedMovement movement) {
        Instant now = clock.instant();
        Instant at = Objects.requireNonNullElse(movement.transactionTime(), now);
        PaymentMode books = new PaymentMode(movement.environment(), movement.merchant());
        String reference = movement.billReference() == null ? "" : StatementReader.reference(movement.billReference());
        boolean out = movement.kind() == ReportedMovement.Kind.REVERSAL
                || movement.kind() == ReportedMovement.Kind.CHARGE
                || movement.kind() == ReportedMovement.Kind.OTHER;
        long cents = movement.amountKes() * 100;
        records.keep(
                books,
                source(movement.source()),
                movement.receipt(),
                kind(movement.kind()),
                out ? -cents : cents,
                at,
                shown(movement.phone()),
                reference.isEmpty() ? null : reference,
                StatementReader.booking(reference),
                movement.originalReceipt(),
                now);
        jobs.evidenceArrived(books, at);
    }

    private static @Nullable String shown(@Nullable String phone) {
        return phone == null ? null : StatementReader.phone(phone);
    }

    private static String source(ReportedMovement.Source source) {
        return switch (source) {
            case PULL -> "PULL";
            // The answer to our own request names the movement as Transaction Status would.
            case STATUS_RESULT, REVERSAL_RESULT -> "STATUS_RESULT";
            case C2B -> "C2B";
            case STATEMENT -> throw new IllegalArgumentException("rows of a statement are imported, not told");
        };
    }

    private static RecordKind kind(ReportedMovement.Kind kind) {
        return switch (kind) {
            case PAYMENT_IN -> RecordKind.PAYMENT_IN;
            case REVERSAL -> RecordKind.REVERSAL;
            case CHARGE -> RecordKind.CHARGE;
            case OTHER -> RecordKind.OTHER_OUT;
        };
    }
}
