package io.github.darajasdk.therapy.reconciliation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.internal.Books.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/**
 * Two books thrown together at random, out of few phones, bookings and minutes, so that much fits more than once. jqwik
 * prints the seed.
 */
class NothingFallsOutIT {

    private static final List<String> PHONES = List.of("254701234149", "254701239149", "254711000111");
    private static final List<String> DISPOSITIONS =
            List.of("APPLIED", "DUPLICATE", "WRONG_AMOUNT", "LATE", "REVERSED", "ORPHAN");
    private static final List<String> STATES = List.of("TIMED_OUT", "FAILED", "UNCLEAR", "PAID");

    /** One line in either book; told to the database when it is run. */
    private record Line(String side, Runnable write) {}

    @Property(tries = 100)
    @Tag("property-59")
    void everyPaymentAndEveryRecordEndsInOneItemWhateverTheOrderAndHoweverOften(@ForAll long seed) {
        Books books = new Books();
        Random random = new Random(seed);
        List<Session> sessions = List.of(books.session(), books.session(), books.session());
        List<String> receipts = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        List<Line> lines = lines(books, random, sessions, receipts, theirs, ours);
        Collections.shuffle(lines, random);
        lines.forEach(line -> line.write().run());
        long waiting = waiting(books);

        Run first = books.run();
        Map<String, MatchRule> decided = books.decided(first);

        assertThat(names(decided, 0)).as("every record once").containsExactlyInAnyOrderElementsOf(theirs);
        List<String> payments = names(decided, 1);
        assertThat(payments.stream().filter(name -> name.length() < 36).toList())
                .as("every receipt once")
                .containsExactlyInAnyOrderElementsOf(ours);
        assertThat(payments.stream().filter(name -> name.length() == 36).count())
                .as("every payment that waits, once")
                .isGreaterThanOrEqualTo(waiting);
        assertThat(first.totals().stream().mapToLong(Run.Total::items).sum()).isEqualTo(decided.size());

        assertThat(books.decided(books.run())).as("again").isEqualTo(decided);
        shuffleRows(books, random);
        assertThat(books.decided(books.run())).as("in another order").isEqualTo(decided);
    }

    private static List<Line> lines(
            Books books,
            Random random,
            List<Session> sessions,
            List<String> receipts,
            List<String> theirs,
            List<String> ours) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 3 + random.nextInt(6); i++) {
            receipts.add(Books.receipt());
        }
        boolean[] applied = new boolean[sessions.size()];
        for (String receipt : receipts) {
            int which = random.nextInt(sessions.size());
            Session session = sessions.get(which);
            int where = random.nextInt(3);
            Instant at = moment(random);
            if (where != 1) {
                String disposition = DISPOSITIONS.get(random.nextInt(DISPOSITIONS.size()));
                boolean doubled = disposition.equals("APPLIED") && applied[which];
                applied[which] |= disposition.equals("APPLIED");
                String said = doubled ? "DUPLICATE" : disposition;
                ours.add(receipt);
                lines.add(new Line(
                        "ours", () -> books.ours(receipt, said.equals("ORPHAN") ? null : session, 1_500, said, at)));
            }
            if (where != 0) {
                theirs.add(receipt);
                long kes = random.nextInt(4) == 0 ? 1_400 : 1_500;
                String phone = phone(random);
                String reference = random.nextInt(4) == 0 ? "TYPO" : reference(random, session);
                Instant told = where == 2 ? at.plusSeconds(random.nextInt(5)) : at;
                lines.add(new Line("theirs", () -> books.theirs(receipt, kes, phone, reference, told)));
            }
        }
        for (int i = 0; i < random.nextInt(5); i++) {
            Session session = sessions.get(random.nextInt(sessions.size()));
            String state = STATES.get(random.nextInt(STATES.size()));
            String phone = PHONES.get(random.nextInt(PHONES.size()));
            int number = i + 1;
            Instant at = moment(random);
            lines.add(new Line(
                    "ours", () -> books.attempt(session, number, state, state.equals("PAID"), phone, at, null)));
        }
        return lines;
    }

    /** Records of few hours, well inside the day. */
    private static Instant moment(Random random) {
        return Books.DAY.plus(Duration.ofHours(10)).plus(Duration.ofMinutes(random.nextInt(90)));
    }

    private static String phone(Random random) {
        String phone = PHONES.get(random.nextInt(PHONES.size()));
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> phone.substring(3);
            case 2 -> phone;
            default -> phone.substring(0, 5) + "****" + phone.substring(9);
        };
    }

    private static String reference(Random random, Session session) {
        return session.number() + (random.nextBoolean() ? "-" + (1 + random.nextInt(4)) : "");
    }

    private static List<String> names(Map<String, MatchRule> decided, int side) {
        return decided.keySet().stream()
                .map(name -> name.split(" / ")[side])
                .filter(name -> !name.equals("-"))
                .toList();
    }

    private static long waiting(Books books) {
        return Books.jdbc()
                .sql("select count(*) from payment_attempt where merchant = :merchant and state <> 'FAILED'")
                .param("merchant", books.mode.merchant())
                .query(Long.class)
                .single();
    }

    /** Writes M-PESA's records anew, in another order of the table. */
    private static void shuffleRows(Books books, Random random) {
        List<Map<String, Object>> rows = Books.jdbc()
                .sql("select receipt from mpesa_record where merchant = :merchant")
                .param("merchant", books.mode.merchant())
                .query()
                .listOfRows();
        List<Map<String, Object>> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        for (Map<String, Object> row : shuffled) {
            Books.jdbc()
                    .sql("update mpesa_record set phone = phone where receipt = :receipt")
                    .param("receipt", row.get("receipt"))
                    .update();
        }
        assertThat(new TreeMap<>(rows.stream()
                        .collect(Collectors.toMap(row -> (String) row.get("receipt"), row -> row, (a, b) -> a))))
                .hasSize(rows.size());
    }
}
