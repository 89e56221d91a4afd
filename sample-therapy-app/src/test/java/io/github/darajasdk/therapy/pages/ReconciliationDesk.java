package io.github.darajasdk.therapy.pages;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.reconciliation.BookSums;
import io.github.darajasdk.therapy.reconciliation.ImportedStatement;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.ItemFilter;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.MpesaRecord;
import io.github.darajasdk.therapy.reconciliation.Orphan;
import io.github.darajasdk.therapy.reconciliation.Outcome;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Proof;
import io.github.darajasdk.therapy.reconciliation.Resolution;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunState;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.reconciliation.StatementImported;
import io.github.darajasdk.therapy.reconciliation.StatementPreview;
import io.github.darajasdk.therapy.reconciliation.StatementRefusedException;
import io.github.darajasdk.therapy.reconciliation.StatementUpload;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reconciliation in memory: run 1 is finished and has an item of every rule, run 2 is at work, run 3 was stopped. */
final class ReconciliationDesk {

    static final UUID UPLOAD = new UUID(15, 1);
    static final UUID UNREADABLE = new UUID(15, 2);
    static final Period DAY = Period.days(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 20));

    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile RunState secondRun = RunState.RUNNING;

    void clear() {
        calls.clear();
        secondRun = RunState.RUNNING;
    }

    Run run(long number) {
        RunState state = number == 1 ? RunState.FINISHED : number == 2 ? secondRun : RunState.CANCELLED;
        boolean finished = state == RunState.FINISHED;
        return new Run(
                new RunId(number),
                new PaymentMode(PaymentEnvironment.SIMULATOR, Practice.MERCHANT),
                DAY,
                number == 3 ? RunTrigger.DAILY : RunTrigger.MANUAL,
                number == 3 ? Optional.empty() : Optional.of(Practice.ADMIN.id()),
                Practice.NOW,
                finished ? Optional.of(Practice.NOW) : Optional.empty(),
                state,
                new Run.Progress(
                        finished ? 24_000 : 9_000,
                        24_000,
                        state == RunState.RUNNING ? Optional.of(Duration.ofSeconds(72)) : Optional.empty()),
                finished ? List.of("STATEMENT", "PULL", "STATUS_RESULT", "C2B") : List.of(),
                finished ? totals() : List.of());
    }

    private static List<Run.Total> totals() {
        return Stream.of(MatchRule.values())
                .map(rule -> switch (rule) {
                    case EXACT -> new Run.Total(rule, 11_982, 1_797_300_000, 1_797_300_000);
                    case CHARGE -> new Run.Total(rule, 12, -2_650, 0);
                    case OTHER_IN, FAILED -> new Run.Total(rule, 1, 0, 0);
                    case OTHER_OUT -> new Run.Total(rule, 1, -500_000_000, 0);
                    case AMOUNT_DIFFERS -> new Run.Total(rule, 1, 149_900, 150_000);
                    default ->
                        new Run.Total(
                                rule,
                                1,
                                rule.outcome() == Outcome.ONLY_HERE ? 0 : 150_000,
                                rule.outcome() == Outcome.ONLY_AT_MPESA ? 0 : 150_000);
                })
                .toList();
    }

    private static Item item(MatchRule rule) {
        boolean theirs = rule.outcome() != Outcome.ONLY_HERE;
        boolean ours = rule.outcome() != Outcome.ONLY_AT_MPESA;
        return new Item(
                new RunId(1),
                rule.ordinal() + 1,
                rule,
                Practice.NOW.minusSeconds(rule.ordinal()),
                theirs
                        ? Optional.of(new Item.MpesaSide(
                                "UKK41K7Q%02d".formatted(rule.ordinal()), 149_900, Optional.of("BK20411-1")))
                        : Optional.empty(),
                ours
                        ? Optional.of(new Item.OurSide(
                                Optional.of(AdminDesk.ATTEMPT),
                                Optional.of(new SessionId(new UUID(7, 1))),
                                Optional.of("BK20411"),
                                Optional.of("UKK41K7Q%02d".formatted(rule.ordinal())),
                                150_000,
                                "APPLIED"))
                        : Optional.empty());
    }

    public final class FakeReconciliation {

        public RunId start(PaymentMode books, Period period, UserId by) {
            calls.add("start " + period.from() + " " + period.to() + " by " + by);
            return new RunId(2);
        }

        public Optional<Run> find(RunId id) {
            return id.value() <= 3 ? Optional.of(run(id.value())) : Optional.empty();
        }

        public List<Run> runs(RunId before, int limit) {
            return List.of(run(3), run(2), run(1));
        }

        public void cancel(RunId run, UserId by) {
            calls.add("cancel " + run + " by " + by);
            secondRun = RunState.CANCELLED;
        }

        public void resume(RunId run, UserId by) {
            calls.add("resume " + run + " by " + by);
            secondRun = RunState.RUNNING;
        }

        public List<Item> items(RunId run, ItemFilter filter, long after, int limit) {
            return Stream.of(MatchRule.values())
                    .filter(filter.rules()::contains)
                    .filter(rule -> rule.outcome() != Outcome.NOT_A_PAYMENT)
                    .map(ReconciliationDesk::item)
                    .filter(item -> item.number() > after)
                    .limit(limit)
                    .toList();
        }

        public Optional<Item> item(RunId run, long number) {
            return Stream.of(MatchRule.values())
                    .filter(rule -> rule.ordinal() + 1 == number)
                    .map(ReconciliationDesk::item)
                    .findFirst();
        }

        public void stream(RunId run, ItemFilter filter, Consumer<Item> to) {
            items(run, filter, 0, 1_000).forEach(to);
        }
    }

    public static final class FakeOverview {

        public BookSums sums(PaymentMode books, Period period) {
            boolean day = Duration.between(period.from(), period.to()).toDays() == 1;
            return day
                    ? new BookSums(12, 1_800_000, 12, 1_800_000)
                    : new BookSums(11_982, 1_797_300_000, 11_983, 1_797_450_000);
        }

        public Orphan.Total orphanTotal(PaymentMode books, Period period) {
            return new Orphan.Total(2, 300_000);
        }

        public List<Orphan> orphans(PaymentMode books, Period period, Orphan.Key after, int limit) {
            return List.of(
                    new Orphan(
                            "UKK41K7QX1",
                            Practice.NOW,
                            150_000,
                            Optional.of("254712•••678"),
                            Optional.of("RENT"),
                            true),
                    new Orphan("UKK41K7QX2", Practice.NOW, 150_050, Optional.empty(), Optional.empty(), false));
        }
    }

    public static final class FakeRecords {

        public List<MpesaRecord> of(PaymentEnvironment environment, String receipt) {
            return List.of(new MpesaRecord(
                    receipt,
                    "PAYMENT_IN",
                    "COMPLETED",
                    149_900,
                    Practice.NOW,
                    Optional.of("254712•••678"),
                    Optional.of("BK20411-1"),
                    Optional.empty(),
                    List.of("STATEMENT", "PULL"),
                    Optional.of(new MpesaRecord.StatementLine("ORG_600123_Utility_Account_November_2026.csv", 17)),
                    List.of(new MpesaRecord.Dispute("PULL", 150_000, Practice.NOW))));
        }
    }

    public static final class FakeStatements {

        public List<ImportedStatement> imports(PaymentMode books, int limit) {
            return List.of(new ImportedStatement(
                    "ORG_600123_Utility_Account_November_2026_complete_and_unfiltered.csv",
                    Practice.NOW,
                    Optional.of(Practice.ADMIN.id()),
                    new StatementImported(1, false, DAY, 24_012, 24_012, 0, 1, 0, 0)));
        }
    }

    public final class FakeUploads {

        public Optional<StatementUpload> find(UUID id) {
            return id.equals(UPLOAD) || id.equals(UNREADABLE)
                    ? Optional.of(new StatementUpload(
                            id, "ORG_600123_Utility_Account_November_2026.csv", 2_345_678, Practice.NOW))
                    : Optional.empty();
        }

        public StatementPreview preview(StatementUpload upload, int rows) {
            if (upload.id().equals(UNREADABLE)) {
                throw new StatementRefusedException(
                        "the column \"Receipt No.\" is missing. Line 1 has the columns \"Amount\". Nothing was imported.");
            }
            return new StatementPreview(
                    "CSV",
                    6,
                    Map.of("Short Code", Practice.MERCHANT),
                    Map.of("Receipt No.", "Receipt No.", "Paid In", "Paid In"),
                    List.of("Balance Confirmed"),
                    List.of(
                            row(7, "PAYMENT_IN", "COMPLETED", 150_000),
                            row(8, "CHARGE", "COMPLETED", -550),
                            row(9, "PAYMENT_IN", "FAILED", 150_000)));
        }

        private static StatementPreview.Row row(long line, String kind, String status, long cents) {
            return new StatementPreview.Row(
                    line,
                    "UKK41K7QX" + line,
                    Practice.NOW,
                    kind,
                    status,
                    cents,
                    Optional.of("2547****678"),
                    kind.equals("CHARGE") ? Optional.empty() : Optional.of("BK20411-1"),
                    Optional.empty());
        }
    }

    public final class FakeResolutions {

        public List<Resolution> dryRun(RunId run) {
            return List.of(resolution(Optional.empty(), 22, false));
        }

        public List<Resolution> of(RunId run) {
            return List.of(resolution(Optional.of(1L), 20, false), resolution(Optional.of(2L), 21, true));
        }

        public List<Resolution> apply(RunId run, UserId by) {
            calls.add("apply " + run + " by " + by);
            return dryRun(run);
        }

        public boolean undo(long resolution, UserId by) {
            calls.add("undo " + resolution + " by " + by);
            return true;
        }

        private Resolution resolution(Optional<Long> id, long number, boolean undone) {
            boolean done = id.isPresent();
            return new Resolution(
                    id,
                    new RunId(1),
                    number,
                    Proof.SETTLED_SINCE,
                    "UKK41K7Q" + number,
                    "KES 1500 on both sides, applied here, told by 1 channel, same booking",
                    done ? Optional.of(Practice.NOW) : Optional.empty(),
                    done ? Optional.of(Practice.ADMIN.id()) : Optional.empty(),
                    undone ? Optional.of(Practice.NOW) : Optional.empty(),
                    undone ? Optional.of(Practice.ADMIN.id()) : Optional.empty());
        }
    }
}
