package io.github.darajasdk.therapy.payment.internal;

import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.PRICE;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.START;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.id;

import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Evidence for a {@link SettlementWorld}, each piece with the second it was received in. */
final class Pieces {

    private Pieces() {}

    static Evidence accepted(String attempt, int second) {
        return piece(
                attempt,
                "accepted",
                EvidenceSource.PUSH_ANSWER,
                EvidenceMeaning.ACCEPTED,
                second,
                attempt,
                null,
                null,
                null);
    }

    static Evidence pushAnswer(String attempt, EvidenceMeaning meaning, int second) {
        return piece(
                attempt,
                "answer" + meaning + second,
                EvidenceSource.PUSH_ANSWER,
                meaning,
                second,
                null,
                null,
                null,
                null);
    }

    static Evidence callbackPaid(String attempt, String receipt, long amount, int second) {
        return piece(
                attempt,
                "paid" + receipt,
                EvidenceSource.CALLBACK,
                EvidenceMeaning.PAID,
                second,
                attempt,
                "0",
                receipt,
                amount);
    }

    static Evidence foreignCallbackPaid(String attempt, String otherPrompt, String receipt, int second) {
        return callback(attempt, otherPrompt, otherPrompt, receipt, second);
    }

    /** Paid, on the attempt's own URL, with ids of whichever prompts. */
    static Evidence callback(
            String attempt, String checkoutOfPrompt, String merchantRequestOfPrompt, String receipt, int second) {
        return new Evidence(
                id(attempt + "foreign" + receipt),
                id(attempt),
                EvidenceSource.CALLBACK,
                EvidenceMeaning.PAID,
                "ws_CO_" + checkoutOfPrompt,
                "m-" + merchantRequestOfPrompt,
                "0",
                receipt,
                null,
                PRICE,
                null,
                attempt + "foreign" + receipt,
                START.plusSeconds(second),
                EvidenceDisposition.PENDING);
    }

    static Evidence callbackNo(String attempt, String code, EvidenceMeaning meaning, int second) {
        return piece(attempt, "no" + code, EvidenceSource.CALLBACK, meaning, second, attempt, code, null, null);
    }

    static Evidence query(String attempt, EvidenceMeaning meaning, String code, int second) {
        return query(attempt, attempt, meaning, code, second);
    }

    /** M-PESA's answer about a prompt that was named on the attempt's own URL. */
    static Evidence query(String attempt, String prompt, EvidenceMeaning meaning, String code, int second) {
        return piece(attempt, "query" + code + second, EvidenceSource.QUERY, meaning, second, prompt, code, null, null);
    }

    /** Another piece that says the same. */
    static Evidence numbered(Evidence e, int number) {
        return new Evidence(
                id(e.id() + "no" + number),
                e.attemptId(),
                e.source(),
                e.meaning(),
                e.checkoutRequestId(),
                e.merchantRequestId(),
                e.resultCode(),
                e.receipt(),
                e.reversalReceipt(),
                e.amount(),
                e.transactionTime(),
                e.bodyDigest(),
                e.receivedAt(),
                EvidenceDisposition.PENDING);
    }

    static Evidence setAside(Evidence piece) {
        return SettlementWorld.disposed(piece, EvidenceDisposition.QUARANTINED);
    }

    static Evidence unreadable(String attempt, int second) {
        return piece(
                attempt,
                "unreadable",
                EvidenceSource.CALLBACK,
                EvidenceMeaning.UNREADABLE,
                second,
                null,
                null,
                null,
                null);
    }

    static Evidence again(Evidence e, int second) {
        return new Evidence(
                id(e.id() + "again" + second),
                e.attemptId(),
                e.source(),
                e.meaning(),
                e.checkoutRequestId(),
                e.merchantRequestId(),
                e.resultCode(),
                e.receipt(),
                e.reversalReceipt(),
                e.amount(),
                e.transactionTime(),
                e.bodyDigest(),
                START.plusSeconds(second),
                EvidenceDisposition.PENDING);
    }

    private static Evidence piece(
            String attempt,
            String label,
            EvidenceSource source,
            EvidenceMeaning meaning,
            int second,
            @Nullable String prompt,
            @Nullable String code,
            @Nullable String receipt,
            @Nullable Long amount) {
        return new Evidence(
                id(attempt + label),
                id(attempt),
                source,
                meaning,
                prompt == null ? null : "ws_CO_" + prompt,
                prompt == null ? null : "m-" + prompt,
                code,
                receipt,
                null,
                amount,
                null,
                attempt + label,
                START.plusSeconds(second),
                EvidenceDisposition.PENDING);
    }

    /** Told by one of M-PESA's records, about an attempt. */
    static Evidence record(String attempt, EvidenceSource source, String receipt, long amount, int second) {
        return money(id(attempt), source, EvidenceMeaning.PAID, receipt, null, amount, second);
    }

    /** Paid by the menu of a phone, without an attempt of ours. */
    static Evidence byMenu(EvidenceSource source, String receipt, long amount, int second) {
        return money(null, source, EvidenceMeaning.PAID, receipt, null, amount, second);
    }

    static Evidence wentBack(@Nullable String attempt, String receipt, int second) {
        return money(
                attempt == null ? null : id(attempt),
                EvidenceSource.STATEMENT,
                EvidenceMeaning.REVERSED,
                receipt,
                receipt + "R",
                PRICE,
                second);
    }

    /** M-PESA, asked about a receipt, does not know it. */
    static Evidence denied(@Nullable String attempt, String receipt, int second) {
        return money(
                attempt == null ? null : id(attempt),
                EvidenceSource.STATUS_RESULT,
                EvidenceMeaning.NOT_PAID,
                receipt,
                null,
                null,
                second);
    }

    static Evidence person(String attempt, EvidenceMeaning meaning, int second) {
        return piece(attempt, "person" + meaning, EvidenceSource.PERSON, meaning, second, null, null, null, null);
    }

    private static Evidence money(
            @Nullable UUID attempt,
            EvidenceSource source,
            EvidenceMeaning meaning,
            String receipt,
            @Nullable String reversalReceipt,
            @Nullable Long amount,
            int second) {
        String label = source + " " + meaning + " " + receipt + " " + amount + " " + second;
        return new Evidence(
                id(attempt + label),
                attempt,
                source,
                meaning,
                null,
                null,
                null,
                receipt,
                reversalReceipt,
                amount,
                null,
                label,
                START.plusSeconds(second),
                EvidenceDisposition.PENDING);
    }
}
