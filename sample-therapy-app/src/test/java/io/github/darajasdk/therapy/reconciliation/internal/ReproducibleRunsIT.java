package io.github.darajasdk.therapy.reconciliation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.reconciliation.internal.Books.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Any range, compared again, gives the same; and what a run has found stays what it is, whatever comes later. */
class ReproducibleRunsIT {

    private static final List<String> DISPOSITIONS =
            List.of("APPLIED", "DUPLICATE", "WRONG_AMOUNT", "LATE", "REVERSED", "ORPHAN");

    /** Invariant M15 of the reliability rules: running a reconciliation twice changes nothing. */
    @Property(tries = 100)
    @Tag("property-59")
    void theSameBooksGiveTheSameResultForAnyRangeAndAFinishedRunNeverChanges(@ForAll long seed) {
        Books books = new Books();
        Random random = new Random(seed);
        move(books, random);
        Period range = range(random);

        Run first = books.run(range, RunTrigger.MANUAL);
        List<Item> items = books.items(first);
        Map<String, MatchRule> decided = books.decided(first);

        books.run(range(random), RunTrigger.MANUAL);
        Run again = books.run(range, RunTrigger.MANUAL);
        assertThat(books.decided(again)).as("again").isEqualTo(decided);
        assertThat(again.totals()).isEqualTo(first.totals());
        assertThat(again.sources()).isEqualTo(first.sources());

        move(books, random);
        books.covered();
        books.run(range, RunTrigger.MANUAL);
        assertThat(books.items(first)).as("after more was learned").isEqualTo(items);
        assertThat(books.runs.find(first.id())).contains(first);
    }

    private static void move(Books books, Random random) {
        List<Session> sessions = List.of(books.session(), books.session());
        for (int i = 0; i < 2 + random.nextInt(6); i++) {
            String receipt = Books.receipt();
            Session session = sessions.get(random.nextInt(sessions.size()));
            Instant at = moment(random);
            if (random.nextInt(3) != 0) {
                String disposition = i == 0 ? "APPLIED" : DISPOSITIONS.get(1 + random.nextInt(5));
                books.ours(receipt, disposition.equals("ORPHAN") ? null : session, 1_500, disposition, at);
            }
            if (random.nextInt(3) != 0) {
                books.theirs(receipt, random.nextInt(4) == 0 ? 1_400 : 1_500, null, session.number() + "-1", at);
            }
        }
        int number = 1 + random.nextInt(9);
        books.attempt(sessions.get(0), number, "TIMED_OUT", false, "254701234149", moment(random), null);
    }

    private static Instant moment(Random random) {
        return Books.DAY.plus(Duration.ofMinutes(random.nextInt(24 * 60)));
    }

    /** From minutes to two days, at any moment. */
    private static Period range(Random random) {
        List<Instant> ends = new ArrayList<>(List.of(moment(random), moment(random)));
        ends.sort(null);
        return new Period(
                ends.get(0),
                ends.get(1).plus(Duration.ofHours(random.nextInt(24))).plusSeconds(1));
    }
}
