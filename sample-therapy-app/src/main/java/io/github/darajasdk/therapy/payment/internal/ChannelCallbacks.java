package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.callback.C2bPayment;
import io.github.darajasdk.callback.CommandResult;
import io.github.darajasdk.callback.TransactionReport;
import io.github.darajasdk.spring.web.CallbackDelivery;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.internal.DarajaLines.Line;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what M-PESA posts about money rather than about a prompt: C2B confirmations, and answers to Transaction Status.
 * Returns only when it is stored.
 */
@Component
class ChannelCallbacks {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelCallbacks.class);

    /** "The transaction receipt number does not exist." */
    private static final String NO_SUCH_RECEIPT = "2032";

    private final DarajaLines lines;
    private final PaymentMode mode;
    private final MovementIntake movements;
    private final EvidenceStore evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChannelCallbacks(
            DarajaLines lines,
            PaymentMode mode,
            MovementIntake movements,
            EvidenceStore evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.lines = lines;
        this.mode = mode;
        this.movements = movements;
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Customers' payments, as M-PESA tells them to the one address for all. */
    void confirmation(CallbackDelivery delivery) {
        Optional<C2bPayment> payment = delivery.parsed(C2bPayment.class);
        if (payment.isPresent()) {
            take(RecordReading.read(line(delivery), payment.get(), delivery.rawBody()));
        } else {
            setAside(delivery, EvidenceSource.C2B, NewEvidence.SHARED_TOKEN, "the confirmation cannot be read");
        }
    }

    private void take(ReportedMovement movement) {
        try {
            transaction.executeWithoutResult(status -> movements.report(movement));
        } catch (RuntimeException e) {
            LOG.error("{} could not be handled; storing it to be handled again", movement, e);
            transaction.executeWithoutResult(
                    status -> movements.keepForLater(movement, e.getClass().getSimpleName() + ": " + e.getMessage()));
        }
    }

    /** What M-PESA says of a receipt that it was asked about. */
    void statusAnswer(CallbackDelivery delivery) {
        Optional<String> asked = RecordsGateway.receipt(delivery.reference());
        Optional<CommandResult> result = delivery.parsed(CommandResult.class);
        if (asked.isEmpty() || result.isEmpty()) {
            setAside(delivery, EvidenceSource.STATUS_RESULT, NewEvidence.PAYMENT_TOKEN, "the answer cannot be read");
            return;
        }
        Optional<TransactionReport> report = result.filter(CommandResult.Succeeded.class::isInstance)
                .map(CommandResult.Succeeded.class::cast)
                .map(TransactionReport::of);
        if (report.isPresent() && names(report.get(), asked.get())) {
            take(RecordReading.read(line(delivery), report.get(), delivery.rawBody()));
        } else if (report.flatMap(TransactionReport::receiptNumber)
                .filter(receipt -> !receipt.value().equals(asked.get()))
                .isPresent()) {
            setAside(
                    delivery,
                    EvidenceSource.STATUS_RESULT,
                    NewEvidence.PAYMENT_TOKEN,
                    "it is about another receipt than was asked for");
        } else {
            takeAnswer(delivery, asked.get(), meaning(result.get(), report), result.get());
        }
    }

    /** A completed transaction of that receipt, with an amount. */
    private static boolean names(TransactionReport report, String asked) {
        return report.state() == TransactionReport.State.COMPLETED
                && report.amount().isPresent()
                && report.receiptNumber()
                        .filter(receipt -> receipt.value().equals(asked))
                        .isPresent();
    }

    private static EvidenceMeaning meaning(CommandResult result, Optional<TransactionReport> report) {
        if (report.isEmpty()) {
            return result.resultCode().value().equals(NO_SUCH_RECEIPT)
                    ? EvidenceMeaning.NOT_PAID
                    : EvidenceMeaning.NO_ANSWER;
        }
        return switch (report.get().state()) {
            case CANCELLED, DECLINED, EXPIRED -> EvidenceMeaning.NOT_PAID;
            case COMPLETED, OPEN, UNKNOWN -> EvidenceMeaning.PENDING;
        };
    }

    private void takeAnswer(CallbackDelivery delivery, String receipt, EvidenceMeaning meaning, CommandResult result) {
        Line line = line(delivery);
        NewEvidence answer = evidence(
                delivery,
                EvidenceSource.STATUS_RESULT,
                NewEvidence.PAYMENT_TOKEN,
                meaning,
                result.resultCode().value(),
                result.resultDescription(),
                receipt);
        transaction.executeWithoutResult(status -> movements.takeAnswer(line.environment(), line.merchant(), answer));
    }

    /** The question waited too long inside M-PESA, which says nothing; it is asked again. */
    void statusTimeout(CallbackDelivery delivery) {
        setAside(
                delivery,
                EvidenceSource.STATUS_RESULT,
                NewEvidence.PAYMENT_TOKEN,
                "M-PESA did not get to the question in time");
    }

    private void setAside(CallbackDelivery delivery, EvidenceSource source, String authenticity, String why) {
        Line line = line(delivery);
        transaction.executeWithoutResult(status -> {
            UUID stored = evidence.add(
                    EvidenceSubject.unknown(line.environment(), line.merchant()),
                    evidence(delivery, source, authenticity, EvidenceMeaning.UNREADABLE, null, why, null),
                    clock.instant());
            evidence.setAside(stored, why);
        });
    }

    private static NewEvidence evidence(
            CallbackDelivery delivery,
            EvidenceSource source,
            String authenticity,
            EvidenceMeaning meaning,
            @Nullable String code,
            String description,
            @Nullable String receipt) {
        return new NewEvidence(
                source,
                authenticity,
                meaning,
                null,
                null,
                code,
                description,
                receipt,
                null,
                null,
                null,
                null,
                null,
                delivery.rawBody());
    }

    /** Addresses that M-PESA can call belong to the present mode. */
    private Line line(CallbackDelivery delivery) {
        return lines.find(mode.environment(), delivery.shortCode().value()).orElseThrow();
    }
}
