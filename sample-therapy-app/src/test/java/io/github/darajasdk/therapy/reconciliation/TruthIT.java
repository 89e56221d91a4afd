package io.github.darajasdk.therapy.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.reconciliation.StatementImport.BalanceBreaks;
import io.github.darajasdk.therapy.settings.PaymentMode;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.TestData;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A month of a clinic's life, with something of every kind going wrong. The simulated M-PESA's book and its statement are
 * the truth: what the run finds is what was planted, no more and no less.
 */
@PaymentTest
class TruthIT {

    private static final boolean LONG = Boolean.getBoolean("tests.long");
    private static final AtomicLong RECEIPTS = new AtomicLong();

    @Autowired
    DarajaSimulator mpesa;

    @Autowired
    PaymentStory story;

    @Autowired
    TestData data;

    @Autowired
    PaymentMode mode;

    @Autowired
    StatementImport statements;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    /** What may happen to one booking, and the rules by which a run must then name its receipts. */
    private enum Plant {
        PAID,
        CALLBACK_LOST,
        CANCELLED_ON_THE_PHONE,
        PAID_BY_MENU,
        PAID_BY_MENU_WITH_A_TYPO,
        PAID_TWICE,
        PAID_BY_MENU_WITH_TOO_LITTLE,
        REVERSED_AT_MPESA,
        INVENTED_HERE,
        AMOUNT_CHANGED_HERE,
        MOVED_TO_ANOTHER_BOOKING_HERE
    }

    static LongStream seeds() {
        return LONG ? LongStream.rangeClosed(1, 6) : LongStream.of(20_261_120);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("property-57")
    @Tag("property-58")
    @Tag("property-59")
    void whatIsFoundIsWhatWasPlanted(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        // M-PESA's records know whole seconds; nothing of an earlier test lies in this one.
        story.after(Duration.ofSeconds(1));
        Instant from = mpesa.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Map<String, MatchRule> planted = new TreeMap<>();
        Map<Plant, Integer> count = new EnumMap<>(Plant.class);
        int bookings = LONG ? 60 : 2 * Plant.values().length;
        for (int i = 0; i < bookings; i++) {
            Plant plant = i < Plant.values().length
                    ? Plant.values()[i]
                    : Plant.values()[random.nextInt(Plant.values().length)];
            count.merge(plant, 1, Integer::sum);
            happen(plant, planted);
            story.after(Duration.ofDays(30).dividedBy(bookings).truncatedTo(ChronoUnit.SECONDS));
        }
        Instant to = mpesa.clock().instant();
        UserId admin = data.anAdmin().id();

        Period month = new Period(from, to);
        MpesaTruth truth = new MpesaTruth(mpesa, reconciliation, mode, folder);
        StatementImported imported =
                statements.importStatement(mode, truth.statement(month), BalanceBreaks.REFUSE, admin);
        Run run = truth.run(month, admin);

        assertThat(imported.balanceBreaks()).isZero();
        assertThat(truth.found(run)).as("seed %d, planted %s", seed, count).isEqualTo(planted);
        assertThat(run.mpesaCents())
                .as("to the shilling what M-PESA's own book says")
                .isEqualTo(truth.cents(month));
        assertThat(run.mpesaCents() - run.ourCents())
                .as("every shilling of difference is in a rule that is no match")
                .isEqualTo(run.totals().stream()
                        .filter(total -> total.rule().outcome() != Outcome.MATCHED
                                && total.rule().outcome() != Outcome.NOT_A_PAYMENT)
                        .mapToLong(Run.Total::differenceCents)
                        .sum());
        Run again = truth.run(month, admin);
        assertThat(truth.found(again)).as("again").isEqualTo(planted);
        assertThat(again.totals()).isEqualTo(run.totals());
    }

    private void happen(Plant plant, Map<String, MatchRule> planted) {
        TherapySession session = story.anApprovedSession();
        String phone = story.aPhone();
        long price = session.price().shillings();
        switch (plant) {
            case PAID -> planted.put(pushed(session, phone), MatchRule.EXACT);
            case CALLBACK_LOST -> {
                mpesa.nextPush(PushMatch.number(phone))
                        .customer(CustomerScript.approves())
                        .delivery(DeliveryScript.loseCallback());
                story.pay(session, phone);
                story.untilAfter(
                        Duration.ofSeconds(5),
                        10,
                        () -> assertThat(story.debits(phone)).hasSize(1));
                planted.put(receipt(phone), MatchRule.EXACT);
            }
            case CANCELLED_ON_THE_PHONE -> {
                mpesa.nextPush(PushMatch.number(phone)).customer(CustomerScript.cancels());
                story.pay(session, phone);
                story.untilAfter(
                        Duration.ofSeconds(5),
                        10,
                        () -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.FAILED));
            }
            case PAID_BY_MENU ->
                planted.put(byMenu(phone, session.bookingNumber().toLowerCase(Locale.ROOT), price), MatchRule.EXACT);
            case PAID_BY_MENU_WITH_A_TYPO -> planted.put(byMenu(phone, "XX000", price), MatchRule.NO_PAYMENT_HERE);
            case PAID_TWICE -> {
                planted.put(pushed(session, phone), MatchRule.EXACT);
                story.after(Duration.ofMinutes(5));
                planted.put(byMenu(phone, session.bookingNumber(), price), MatchRule.SECOND_PAYMENT);
            }
            case PAID_BY_MENU_WITH_TOO_LITTLE ->
                planted.put(byMenu(phone, session.bookingNumber(), price - 100), MatchRule.NOT_THE_PRICE);
            case REVERSED_AT_MPESA -> {
                String receipt = pushed(session, phone);
                planted.put(receipt, MatchRule.REVERSED_ON_BOTH_SIDES);
                story.after(Duration.ofMinutes(5));
                planted.put(mpesa.reverse(receipt), MatchRule.REVERSED_ON_BOTH_SIDES);
            }
            case INVENTED_HERE -> planted.put(invent(session), MatchRule.ABSENT);
            case AMOUNT_CHANGED_HERE -> {
                String receipt = pushed(session, phone);
                jdbc.sql("update mpesa_receipt set amount_kes = amount_kes + 1 where receipt = :receipt")
                        .param("receipt", receipt)
                        .update();
                planted.put(receipt, MatchRule.AMOUNT_DIFFERS);
            }
            case MOVED_TO_ANOTHER_BOOKING_HERE -> {
                String receipt = pushed(session, phone);
                jdbc.sql("update mpesa_receipt set session_id = :other, attempt_id = null where receipt = :receipt")
                        .param("other", story.anApprovedSession().id().value())
                        .param("receipt", receipt)
                        .update();
                planted.put(receipt, MatchRule.OTHER_BOOKING);
            }
            default -> throw new IllegalStateException(plant.name());
        }
    }

    private String pushed(TherapySession session, String phone) {
        mpesa.nextPush(PushMatch.number(phone)).customer(CustomerScript.approves());
        story.pay(session, phone);
        story.untilAfter(
                Duration.ofSeconds(5),
                10,
                () -> assertThat(story.receipts(session, "APPLIED")).hasSize(1));
        return receipt(phone);
    }

    private String receipt(String phone) {
        return story.debits(phone).get(0).receipt();
    }

    private String byMenu(String phone, String account, long shillings) {
        return mpesa.payByMenu(phone, MpesaTruth.MERCHANT, account, shillings)
                .join()
                .orElseThrow();
    }

    /** Somebody with access to our database books a payment that never was. */
    private String invent(TherapySession session) {
        String receipt = String.format("FORGED%04d", RECEIPTS.incrementAndGet());
        UUID evidence = UUID.randomUUID();
        jdbc.sql("""
            insert into payment_evidence (id, environment, merchant, source, authenticity, meaning, raw_body,
                                          body_digest, received_at, disposition)
            values (:id, :environment, :merchant, 'CALLBACK', 'PAYMENT_TOKEN', 'PAID', '', '', :at, 'APPLIED')\
            """)
                .param("id", evidence)
                .param("environment", mode.environment().name())
                .param("merchant", mode.merchant())
                .param("at", mpesa.clock().instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
            insert into mpesa_receipt (environment, receipt, merchant, amount_kes, session_id, disposition,
                                       evidence_id, transaction_time, recorded_at)
            values (:environment, :receipt, :merchant, 1500, :session, 'APPLIED', :evidence, :at, :at)\
            """)
                .param("environment", mode.environment().name())
                .param("receipt", receipt)
                .param("merchant", mode.merchant())
                .param("session", session.id().value())
                .param("evidence", evidence)
                .param("at", mpesa.clock().instant().atOffset(ZoneOffset.UTC))
                .update();
        return receipt;
    }
}
