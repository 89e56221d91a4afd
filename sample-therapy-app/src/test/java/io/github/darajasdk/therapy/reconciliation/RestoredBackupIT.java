package io.github.darajasdk.therapy.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.Recovery;
import io.github.darajasdk.therapy.payment.internal.ChannelTest;
import io.github.darajasdk.therapy.reconciliation.StatementImport.BalanceBreaks;
import io.github.darajasdk.therapy.settings.PaymentMode;
import io.github.darajasdk.therapy.testing.DatabaseBackup;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.TestData;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * A backup is put back that is older than what M-PESA still tells of by Pull. Then Pull and a statement bring every payment
 * back that was forgotten, or name it.
 */
@ChannelTest
class RestoredBackupIT {

    private static final boolean LONG = Boolean.getBoolean("tests.long");

    /** Pull reaches 48 hours back. */
    private static final Duration BEYOND_PULL = Duration.ofHours(60);

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
    Recovery recovery;

    @Autowired
    @Qualifier("recoveryStart")
    SmartInitializingSingleton start;

    @Autowired
    Scheduler scheduler;

    @Autowired
    DataSource database;

    @TempDir
    Path folder;

    private enum When {
        /** The backup knows it. */
        BEFORE,
        /** Forgotten, and too long ago for Pull. */
        LONG_AGO,
        /** Forgotten, and Pull still tells of it. */
        LATELY
    }

    private enum Plant {
        PAID,
        PAID_FOR_A_BOOKING_OF_THAT_TIME,
        PAID_BY_MENU,
        PAID_BY_MENU_WITH_A_TYPO,
        PAID_TWICE,
        REVERSED
    }

    /** Its reference names an attempt that nobody here remembers, so a person books it. */
    private static final MatchRule ITS_ATTEMPT_IS_UNKNOWN = MatchRule.OTHER_BOOKING;

    private final Map<String, MatchRule> planted = new TreeMap<>();

    /** Booked before the backup, to be paid whenever. */
    private final Deque<TherapySession> booked = new ArrayDeque<>();

    static LongStream seeds() {
        return LONG ? LongStream.rangeClosed(1, 5) : LongStream.of(20_261_120);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("property-59")
    void pullAndAStatementBringBackEveryPaymentThatWasForgottenOrNameIt(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        story.after(Duration.ofSeconds(1));
        Instant from = mpesa.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < When.values().length * kinds(); i++) {
            booked.add(story.anApprovedSession());
        }
        happen(When.BEFORE, random);
        String reversedLater = pushed(story.anApprovedSession(), story.aPhone());
        // Whatever M-PESA's channels tell of it has come.
        story.after(Duration.ofHours(3));
        String phone = story.aPhone();
        story.pay(story.anApprovedSession(), phone);
        story.eventually(() -> assertThat(story.pushes(phone)).isOne());

        DatabaseBackup backup = DatabaseBackup.of(database);

        mpesa.phone(phone).enterPin("1234");
        story.eventually(() -> assertThat(story.debits(phone)).hasSize(1));
        planted.put(story.debits(phone).get(0).receipt(), MatchRule.EXACT);
        planted.put(reversedLater, MatchRule.REVERSED_ON_BOTH_SIDES);
        planted.put(mpesa.reverse(reversedLater), MatchRule.REVERSED_ON_BOTH_SIDES);
        happen(When.LONG_AGO, random);
        story.after(BEYOND_PULL);
        happen(When.LATELY, random);
        story.after(Duration.ofMinutes(20));
        Period period = new Period(from, mpesa.clock().instant());

        stopRestoreAndStart(backup);
        story.after(Duration.ofSeconds(11));
        story.after(Duration.ofSeconds(11));
        assertThat(recovery.isUnderWay()).as("Pull does not reach back so far").isTrue();
        UserId admin = data.anAdmin().id();
        MpesaTruth truth = new MpesaTruth(mpesa, reconciliation, mode, folder);
        statements.importStatement(mode, truth.statement(period), BalanceBreaks.REFUSE, admin);
        recovery.end(admin, "M-PESA's statement of the gap is imported");
        Run run = truth.run(period, admin);

        assertThat(truth.found(run)).as("seed %d", seed).isEqualTo(planted);
        assertThat(run.mpesaCents())
                .as("to the shilling what M-PESA's own book says")
                .isEqualTo(truth.cents(period));
    }

    private static int kinds() {
        return LONG ? 20 : Plant.values().length;
    }

    private void happen(When when, Random random) {
        List<Plant> plants = new ArrayList<>(List.of(Plant.values()));
        while (plants.size() < kinds()) {
            plants.add(Plant.values()[random.nextInt(Plant.values().length)]);
        }
        Collections.shuffle(plants, random);
        for (Plant plant : plants) {
            happen(when, plant);
            story.after(Duration.ofSeconds(1 + random.nextInt(300)));
        }
    }

    private void happen(When when, Plant plant) {
        boolean known = when == When.BEFORE;
        TherapySession session = booked.remove();
        String phone = story.aPhone();
        long price = session.price().shillings();
        switch (plant) {
            case PAID -> planted.put(pushed(session, phone), known ? MatchRule.EXACT : ITS_ATTEMPT_IS_UNKNOWN);
            case PAID_FOR_A_BOOKING_OF_THAT_TIME ->
                planted.put(pushed(story.anApprovedSession(), phone), known ? MatchRule.EXACT : ofNoBooking(when));
            case PAID_BY_MENU -> planted.put(byMenu(phone, session.bookingNumber(), price), MatchRule.EXACT);
            case PAID_BY_MENU_WITH_A_TYPO -> planted.put(byMenu(phone, "XX000", price), ofNoBooking(when));
            case PAID_TWICE -> {
                planted.put(pushed(session, phone), known ? MatchRule.EXACT : ITS_ATTEMPT_IS_UNKNOWN);
                story.after(Duration.ofMinutes(5));
                planted.put(
                        byMenu(phone, session.bookingNumber(), price),
                        known ? MatchRule.SECOND_PAYMENT : MatchRule.EXACT);
            }
            case REVERSED -> {
                String receipt = pushed(session, phone);
                planted.put(receipt, MatchRule.REVERSED_ON_BOTH_SIDES);
                story.after(Duration.ofMinutes(5));
                planted.put(mpesa.reverse(receipt), MatchRule.REVERSED_ON_BOTH_SIDES);
            }
            default -> throw new IllegalStateException(plant.name());
        }
    }

    /** What names no booking of ours is kept where a channel tells of it, and named where only the statement does. */
    private static MatchRule ofNoBooking(When when) {
        return when == When.LONG_AGO ? MatchRule.NO_PAYMENT_HERE : MatchRule.NO_BOOKING;
    }

    private String pushed(TherapySession session, String phone) {
        mpesa.nextPush(PushMatch.number(phone)).customer(CustomerScript.approves());
        story.pay(session, phone);
        story.untilAfter(
                Duration.ofSeconds(5),
                10,
                () -> assertThat(story.receipts(session, "APPLIED")).hasSize(1));
        return story.debits(phone).get(0).receipt();
    }

    private String byMenu(String phone, String account, long shillings) {
        return mpesa.payByMenu(phone, MpesaTruth.MERCHANT, account, shillings)
                .join()
                .orElseThrow();
    }

    /** No job runs between the restored rows and the look that every start takes at them. */
    private void stopRestoreAndStart(DatabaseBackup backup) {
        scheduler.pause();
        try {
            story.eventually(() -> assertThat(scheduler.getCurrentlyExecuting()).isEmpty());
            backup.restore();
            start.afterSingletonsInstantiated();
            assertThat(recovery.isUnderWay()).isTrue();
        } finally {
            scheduler.resume();
        }
    }
}
