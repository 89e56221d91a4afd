package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of evidence as it goes into its table.
 *
 * @param note why it is set aside, if it is
 */
@SuppressWarnings("ArrayRecordComponent") // written once and never compared
record EvidenceRow(
        UUID id,
        PaymentEnvironment environment,
        String merchant,
        @Nullable UUID attemptId,
        @Nullable UUID sessionId,
        EvidenceSource source,
        String authenticity,
        EvidenceMeaning meaning,
        @Nullable String checkoutRequestId,
        @Nullable String merchantRequestId,
        @Nullable String resultCode,
        @Nullable String resultDescription,
        @Nullable String receipt,
        @Nullable String reversalReceipt,
        @Nullable Long amountKes,
        @Nullable String phone,
        @Nullable String billReference,
        @Nullable Instant transactionTime,
        byte[] rawBody,
        String bodyDigest,
        Instant receivedAt,
        EvidenceDisposition disposition,
        @Nullable String note) {

    /** Hides the phone, and what contains it. */
    @Override
    public String toString() {
        return source + " evidence " + id;
    }

    static EvidenceRow of(Heard heard, EvidenceDisposition disposition, @Nullable String note) {
        EvidenceSubject about = heard.about();
        NewEvidence evidence = heard.evidence();
        return new EvidenceRow(
                heard.id(),
                about.environment(),
                about.merchant(),
                about.attempt() == null ? null : about.attempt().value(),
                about.session() == null ? null : about.session().value(),
                evidence.source(),
                evidence.authenticity(),
                evidence.meaning(),
                evidence.checkoutRequestId(),
                evidence.merchantRequestId(),
                evidence.resultCode(),
                Sql.text(evidence.resultDescription()),
                evidence.receipt(),
                evidence.reversalReceipt(),
                evidence.amount(),
                Sql.text(evidence.phone()),
                Sql.text(evidence.billReference()),
                evidence.transactionTime(),
                evidence.rawBody(),
                evidence.digest(),
                heard.receivedAt(),
                disposition,
                note);
    }
}
