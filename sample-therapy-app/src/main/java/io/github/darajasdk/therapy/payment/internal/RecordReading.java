package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.callback.C2bPayment;
import io.github.darajasdk.callback.TransactionReport;
import io.github.darajasdk.pull.PullTransaction;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.ReportedMovement.Kind;
import io.github.darajasdk.therapy.payment.ReportedMovement.Source;
import io.github.darajasdk.therapy.payment.internal.DarajaLines.Line;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What M-PESA's records and confirmations say, as movements. */
final class RecordReading {

    /** The rows of Pull end in Z and are most likely Nairobi's time all the same; good enough to find them again. */
    private static final ZoneId EAST_AFRICA = ZoneId.of("Africa/Nairobi");

    private static final JsonMapper JSON = new JsonMapper();

    private RecordReading() {}

    static ReportedMovement read(Line line, C2bPayment payment, byte[] rawBody) {
        return new ReportedMovement(
                line.environment(),
                line.merchant(),
                Source.C2B,
                Kind.PAYMENT_IN,
                payment.receiptNumber().value(),
                null,
                payment.amount().shillings(),
                emptyToNull(payment.phoneNumber()),
                emptyToNull(payment.billReference()),
                payment.time().orElse(null),
                rawBody);
    }

    /** Pull knows nothing but what customers paid. */
    static ReportedMovement read(Line line, PullTransaction row) {
        return new ReportedMovement(
                line.environment(),
                line.merchant(),
                Source.PULL,
                Kind.PAYMENT_IN,
                row.receiptNumber().value(),
                null,
                row.amount().shillings(),
                emptyToNull(row.phoneNumber()),
                emptyToNull(row.billReference()),
                row.writtenTime().map(RecordReading::inNairobi).orElse(null),
                asWritten(row));
    }

    private static Instant inNairobi(LocalDateTime written) {
        return written.atZone(EAST_AFRICA).toInstant();
    }

    /** A page holds many rows; each is kept by itself, under M-PESA's own names. */
    private static byte[] asWritten(PullTransaction row) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("transactionId", row.receiptNumber().value());
        fields.put("trxDate", row.writtenTime().map(LocalDateTime::toString).orElse(""));
        fields.put("msisdn", row.phoneNumber());
        fields.put("transactiontype", row.type());
        fields.put("billreference", row.billReference());
        fields.put("amount", String.valueOf(row.amount().shillings()));
        fields.put("organizationname", row.organizationName());
        return JSON.writeValueAsBytes(fields);
    }

    /**
     * A completed transaction.
     *
     * @param report names a receipt and an amount
     */
    static ReportedMovement read(Line line, TransactionReport report, byte[] rawBody) {
        boolean paidByUs = report.debitParties().stream()
                .findFirst()
                .filter(party -> isParty(party, line.merchant()))
                .isPresent();
        return new ReportedMovement(
                line.environment(),
                line.merchant(),
                Source.STATUS_RESULT,
                paidByUs ? Kind.OTHER : Kind.PAYMENT_IN,
                report.receiptNumber().orElseThrow().value(),
                null,
                report.amount().orElseThrow().shillings(),
                report.debitParties().stream()
                        .findFirst()
                        .map(party -> party.split(" ", 2)[0])
                        .orElse(null),
                null,
                report.finalisedTime().or(report::initiatedTime).orElse(null),
                rawBody);
    }

    private static boolean isParty(String party, String merchant) {
        return party.equals(merchant) || party.startsWith(merchant + " ");
    }

    private static @Nullable String emptyToNull(String text) {
        return Optional.of(text).filter(filled -> !filled.isBlank()).orElse(null);
    }
}
