package io.github.darajasdk.therapy.reconciliation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.therapy.reconciliation.Outcome;
import io.github.darajasdk.therapy.reconciliation.Proof;
import io.github.darajasdk.therapy.reconciliation.Resolution;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.internal.Books.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Cases planted on both sides of every line of the decision table. */
class AutomaticResolutionIT {

    private static final String PHONE = "25470****149";
    private static final Instant NOON = Books.DAY.plus(Duration.ofHours(12));

    private final Books books = new Books();
    private final ProofTable proofs = new ProofTable(Books.jdbc(), books.clock);
    private final Map<String, Proof> proven = new TreeMap<>();
    private int explained;

    @Test
    void everythingThatIsProvenIsResolvedAndNothingElse() {
        Run run = plantedBeforeTheProofCame();

        List<Resolution> dry = proofs.dryRun(run.id());
        assertThat(proofs.of(run.id())).as("a dry run changes nothing").isEmpty();
        List<Resolution> applied = proofs.apply(run.id(), books.admin);

        assertThat(byReceipt(applied)).as("100 % precision").isEqualTo(proven);
        assertThat(byReceipt(dry)).isEqualTo(proven);
        assertThat(applied).allSatisfy(each -> {
            assertThat(each.resolvedBy()).contains(books.admin);
            assertThat(each.facts()).startsWith("KES 1500 on both sides");
        });
        assertThat(proofs.apply(run.id(), books.admin)).as("once").isEmpty();
        long open = run.totals().stream()
                .filter(total -> total.rule().outcome() != Outcome.MATCHED
                        && total.rule().outcome() != Outcome.NOT_A_PAYMENT)
                .mapToLong(Run.Total::items)
                .sum();
        System.out.printf(
                "automatic resolution: %d of %d open items, recall %d of %d that a person would call explained%n",
                applied.size(), open, applied.size(), explained);
        assertThat(applied).hasSizeLessThanOrEqualTo(explained);
    }

    @Test
    void whatAPersonTakesBackStaysOpen() {
        Run run = plantedBeforeTheProofCame();
        Resolution first = proofs.apply(run.id(), books.admin).get(0);

        assertThat(proofs.undo(first.id().orElseThrow(), books.admin)).isTrue();
        assertThat(proofs.undo(first.id().orElseThrow(), books.admin)).isFalse();

        assertThat(proofs.apply(run.id(), books.admin)).isEmpty();
        assertThat(proofs.of(run.id()).stream()
                        .filter(each -> each.number() == first.number())
                        .toList())
                .hasSize(1)
                .allSatisfy(each -> assertThat(each.undoneBy()).contains(books.admin));
    }

    @Test
    void whoDecidedWhatCannotBeRewritten() {
        Run run = plantedBeforeTheProofCame();
        long id = proofs.apply(run.id(), books.admin).get(0).id().orElseThrow();

        assertThatThrownBy(() -> Books.jdbc()
                        .sql("update reconciliation_resolution set facts = 'other' where id = " + id)
                        .update())
                .hasMessageContaining("cannot be changed");
        assertThatThrownBy(() -> Books.jdbc()
                        .sql("delete from reconciliation_resolution where id = " + id)
                        .update())
                .hasMessageContaining("cannot be changed");
    }

    private static Map<String, Proof> byReceipt(List<Resolution> resolutions) {
        return resolutions.stream()
                .collect(Collectors.toMap(Resolution::receipt, Resolution::proof, (one, other) -> one, TreeMap::new));
    }

    /** A run in which nothing matched; since then M-PESA and our book have told more about most of it. */
    private Run plantedBeforeTheProofCame() {
        Session[] sessions = new Session[12];
        String[] receipts = new String[12];
        for (int i = 0; i < 12; i++) {
            sessions[i] = books.session();
            receipts[i] = Books.receipt();
        }
        // Only here, until the record comes.
        for (int i = 0; i < 8; i++) {
            books.ours(receipts[i], sessions[i], 1_500, i == 6 ? "DUPLICATE" : i == 7 ? "REVERSED" : "APPLIED", NOON);
        }
        // Only at M-PESA, until it is booked.
        for (int i = 8; i < 12; i++) {
            books.theirs(receipts[i], 1_500, PHONE, i == 11 ? null : sessions[i].number(), NOON);
        }
        Run run = books.run();

        told(receipts[0], 1_500, sessions[0].number(), Proof.SETTLED_SINCE);
        told(receipts[1], 1_499, sessions[1].number(), null);
        told(receipts[2], 1_500, sessions[3].number(), null);
        told(receipts[3], 1_500, null, null);
        told(receipts[4], 1_500, null, Proof.TWO_CHANNELS_AGREE);
        told(receipts[4], 1_500, "STATUS_RESULT");
        told(receipts[5], 1_500, null, null);
        told(receipts[5], 1_500, "C2B");
        // A second payment stays for a person until it went back.
        told(receipts[6], 1_500, sessions[6].number(), null);
        told(receipts[7], 1_500, sessions[7].number(), Proof.RETURNED_IN_FULL);
        books.theirs(RecordKind.REVERSAL, Books.receipt(), -150_000, PHONE, null, receipts[7], NOON.plusSeconds(60));
        books.ours(receipts[8], sessions[8], 1_500, "APPLIED", NOON);
        proven.put(receipts[8], Proof.SETTLED_SINCE);
        books.ours(receipts[9], sessions[0], 1_500, "DUPLICATE", NOON);
        books.ours(receipts[10], sessions[10], 1_500, "REVERSED", NOON);
        books.theirs(RecordKind.REVERSAL, Books.receipt(), -100_000, PHONE, null, receipts[10], NOON.plusSeconds(60));
        // A person who knows the till would call 3, 5 and 11 explained as well; one channel alone is not proof.
        books.ours(receipts[11], sessions[11], 1_500, "APPLIED", NOON);
        explained = proven.size() + 3;
        return run;
    }

    private void told(String receipt, long kes, String reference, Proof proof) {
        books.theirs(receipt, kes, PHONE, reference, NOON);
        if (proof != null) {
            proven.put(receipt, proof);
        }
    }

    private void told(String receipt, long kes, String source) {
        books.transactions.executeWithoutResult(status -> books.records.keep(
                books.mode, source, receipt, RecordKind.PAYMENT_IN, kes * 100, NOON, PHONE, null, null, null, NOON));
    }
}
