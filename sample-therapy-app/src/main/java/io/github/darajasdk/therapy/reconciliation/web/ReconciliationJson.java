package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.reconciliation.BookSums;
import io.github.darajasdk.therapy.reconciliation.Discrepancy;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.MpesaRecord;
import io.github.darajasdk.therapy.reconciliation.Orphan;
import io.github.darajasdk.therapy.reconciliation.Outcome;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunState;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reconciliation as the JSON interface tells it. Sums are hundredths of a shilling, because charges have cents, and
 * negative where money left; moments are UTC; phones are masked.
 */
final class ReconciliationJson {

    private ReconciliationJson() {}

    /**
     * A run.
     *
     * @param secondsLeft by the pace so far; absent while there is none
     * @param totals by rule; empty until finished
     */
    record RunJson(
            long run,
            PaymentEnvironment environment,
            String shortCode,
            Instant from,
            Instant to,
            RunTrigger trigger,
            RunState state,
            Instant requestedAt,
            @Nullable Instant finishedAt,
            long rowsDone,
            long rowsInAll,
            @Nullable Long secondsLeft,
            long mpesaCents,
            long ourCents,
            long differenceCents,
            List<String> sources,
            List<TotalJson> totals) {

        static RunJson of(Run run) {
            return new RunJson(
                    run.id().value(),
                    run.books().environment(),
                    run.books().merchant(),
                    run.period().from(),
                    run.period().to(),
                    run.trigger(),
                    run.state(),
                    run.requestedAt(),
                    run.finishedAt().orElse(null),
                    run.progress().rowsDone(),
                    run.progress().rowsInAll(),
                    run.progress().timeLeft().map(Duration::toSeconds).orElse(null),
                    run.mpesaCents(),
                    run.ourCents(),
                    run.mpesaCents() - run.ourCents(),
                    run.sources(),
                    run.totals().stream().map(TotalJson::of).toList());
        }
    }

    record TotalJson(
            Outcome outcome,
            @Nullable Discrepancy discrepancy,
            MatchRule rule,
            long items,
            long mpesaCents,
            long ourCents,
            long differenceCents) {

        static TotalJson of(Run.Total total) {
            return new TotalJson(
                    total.rule().outcome(),
                    total.rule().discrepancy().orElse(null),
                    total.rule(),
                    total.items(),
                    total.mpesaCents(),
                    total.ourCents(),
                    total.differenceCents());
        }
    }

    /** An item; the fields mean what {@link Item} says. */
    record ItemJson(
            long run,
            long item,
            Outcome outcome,
            @Nullable Discrepancy discrepancy,
            MatchRule rule,
            Instant at,
            @Nullable MpesaSideJson mpesa,
            @Nullable OurSideJson ours) {

        static ItemJson of(Item item) {
            return new ItemJson(
                    item.run().value(),
                    item.number(),
                    item.outcome(),
                    item.rule().discrepancy().orElse(null),
                    item.rule(),
                    item.at(),
                    item.mpesa()
                            .map(side -> new MpesaSideJson(
                                    side.receipt(),
                                    side.cents(),
                                    side.reference().orElse(null)))
                            .orElse(null),
                    item.ours()
                            .map(side -> new OurSideJson(
                                    side.attempt()
                                            .map(attempt -> attempt.value())
                                            .orElse(null),
                                    side.session().map(SessionId::value).orElse(null),
                                    side.booking().orElse(null),
                                    side.receipt().orElse(null),
                                    side.cents(),
                                    side.state()))
                            .orElse(null));
        }
    }

    record MpesaSideJson(
            String receipt, long cents, @Nullable String accountNumber) {}

    record OurSideJson(
            @Nullable UUID attemptId,
            @Nullable UUID sessionId,
            @Nullable String booking,
            @Nullable String receipt,
            long cents,
            String state) {}

    /**
     * A page of a list.
     *
     * @param next what to send as {@code after} for the following page; absent on the last
     */
    record PageJson<T>(List<T> entries, @Nullable String next) {}

    record SumsJson(
            LocalDate from,
            LocalDate to,
            long mpesaPayments,
            long mpesaCents,
            long ourPayments,
            long ourCents,
            long differenceCents) {

        static SumsJson of(Standing.Span span) {
            BookSums sums = span.sums();
            return new SumsJson(
                    span.first(),
                    span.last(),
                    sums.mpesaPayments(),
                    sums.mpesaCents(),
                    sums.ourPayments(),
                    sums.ourCents(),
                    sums.differenceCents());
        }
    }

    record OrphanTotalJson(int days, long payments, long cents) {}

    record SummaryJson(
            PaymentEnvironment environment,
            String shortCode,
            SumsJson today,
            SumsJson week,
            SumsJson month,
            OrphanTotalJson orphaned) {}

    /** @param booked whether it stands here as money nobody explains; if not, only M-PESA's records know it */
    record OrphanJson(
            String receipt,
            Instant at,
            long cents,
            @Nullable String phoneNumber,
            @Nullable String accountNumber,
            boolean booked) {

        static OrphanJson of(Orphan orphan) {
            return new OrphanJson(
                    orphan.receipt(),
                    orphan.at(),
                    orphan.cents(),
                    orphan.maskedPhone().orElse(null),
                    orphan.reference().orElse(null),
                    orphan.booked());
        }
    }

    /**
     * A session's money on both sides.
     *
     * @param found what finished runs found about it besides exact matches, newest first
     */
    record SessionJson(
            UUID sessionId,
            String booking,
            long priceCents,
            List<ReceiptJson> ours,
            List<RecordJson> mpesa,
            List<ItemJson> found) {}

    record ReceiptJson(String receipt, long cents, BookedReceipt.Use use, boolean seenInMpesasRecords) {

        static ReceiptJson of(BookedReceipt receipt) {
            return new ReceiptJson(
                    receipt.receipt(),
                    receipt.amount().shillings() * 100,
                    receipt.use(),
                    receipt.seenInMpesasRecords());
        }
    }

    record RecordJson(
            String receipt,
            String kind,
            String status,
            long cents,
            Instant at,
            @Nullable String phoneNumber,
            @Nullable String accountNumber,
            @Nullable String originalReceipt,
            List<String> channels,
            boolean disputed) {

        static RecordJson of(MpesaRecord told) {
            return new RecordJson(
                    told.receipt(),
                    told.kind(),
                    told.status(),
                    told.cents(),
                    told.at(),
                    told.maskedPhone().orElse(null),
                    told.reference().orElse(null),
                    told.originalReceipt().orElse(null),
                    told.channels(),
                    !told.disputes().isEmpty());
        }
    }

    /**
     * What M-PESA is being asked about.
     *
     * @param prompts attempts that wait for an outcome
     * @param receipts receipts
     */
    record AskedJson(int prompts, int receipts) {}

    /** A page of entries whose keys say where the next one begins. */
    static <T, J> PageJson<J> page(List<T> found, int limit, Function<T, J> json, Function<T, String> key) {
        return new PageJson<>(
                found.stream().map(json).toList(),
                found.size() < limit ? null : key.apply(found.get(found.size() - 1)));
    }
}
