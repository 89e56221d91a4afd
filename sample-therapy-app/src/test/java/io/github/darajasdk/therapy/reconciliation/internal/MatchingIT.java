package io.github.darajasdk.therapy.reconciliation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.therapy.reconciliation.Discrepancy;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.Outcome;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunState;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.reconciliation.internal.Books.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each rule decides, on real tables. */
class MatchingIT {

    private static final String PHONE = "254701234149";
    private static final String MASKED = "25470****149";
    private static final Instant NOON = Books.DAY.plus(Duration.ofHours(12));

    private final Books books = new Books();
    private final Session session = books.session();

    @Test
    @Tag("property-57")
    void receiptAmountAndBookingThatAgreeMatch() {
        String receipt = Books.receipt();
        books.ours(receipt, session, 1_500, "APPLIED", NOON);
        books.theirs(receipt, 1_500, MASKED, session.number() + "-1", NOON);

        Run run = books.run();

        assertThat(onlyRule(run)).isEqualTo(MatchRule.EXACT);
        assertThat(run.state()).isEqualTo(RunState.FINISHED);
        assertThat(run.count(Outcome.MATCHED)).isEqualTo(1);
        assertThat(run.mpesaCents()).isEqualTo(run.ourCents()).isEqualTo(150_000);
        assertThat(run.sources()).containsExactly("PULL");
    }

    @Test
    void aTillShowsNoBookingAndMatchesByReceiptAndAmount() {
        String receipt = Books.receipt();
        books.ours(receipt, session, 1_500, "APPLIED", NOON);
        books.theirs(receipt, 1_500, MASKED, null, NOON);

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.RECEIPT_AND_AMOUNT);
    }

    @Test
    @Tag("property-58")
    void anotherAmountIsADiscrepancyToTheShilling() {
        String receipt = Books.receipt();
        books.ours(receipt, session, 1_500, "APPLIED", NOON);
        books.theirs(receipt, 1_501, MASKED, session.number(), NOON);

        Run run = books.run();

        assertThat(onlyRule(run)).isEqualTo(MatchRule.AMOUNT_DIFFERS);
        assertThat(run.totals().get(0).differenceCents()).isEqualTo(100);
        assertThat(run.totals().get(0).rule().discrepancy()).contains(Discrepancy.AMOUNT);
    }

    @Test
    void whatOurOwnBookSaysOfAReceiptDecides() {
        Map<String, MatchRule> rules = Map.of(
                "DUPLICATE", MatchRule.SECOND_PAYMENT,
                "WRONG_AMOUNT", MatchRule.NOT_THE_PRICE,
                "LATE", MatchRule.SESSION_WAS_OVER,
                "REVERSED", MatchRule.NOT_REVERSED_AT_MPESA);
        rules.forEach((disposition, rule) -> {
            Books own = new Books();
            Session its = own.session();
            String receipt = Books.receipt();
            own.ours(receipt, its, 1_500, disposition, NOON);
            own.theirs(receipt, 1_500, MASKED, its.number(), NOON);

            assertThat(onlyRule(own, own.run())).as(disposition).isEqualTo(rule);
        });
    }

    @Test
    void aRecordThatNamesAnotherBookingIsADiscrepancy() {
        String receipt = Books.receipt();
        books.ours(receipt, session, 1_500, "APPLIED", NOON);
        books.theirs(receipt, 1_500, MASKED, books.session().number(), NOON);

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.OTHER_BOOKING);
    }

    @Test
    void anOrphanIsKnownToBothSidesAndBelongsToNoBooking() {
        String receipt = Books.receipt();
        books.ours(receipt, null, 1_500, "ORPHAN", NOON);
        books.theirs(receipt, 1_500, MASKED, "TYPO", NOON);

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.NO_BOOKING);
    }

    @Test
    void anOrphanWhoseRecordNamesABookingOfOursIsShownBesideIt() {
        String receipt = Books.receipt();
        books.ours(receipt, null, 1_500, "ORPHAN", NOON);
        books.theirs(receipt, 1_500, MASKED, session.number() + "-1", NOON);

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.OTHER_BOOKING);
    }

    @Test
    void moneyForABookingThatIsNotItsPriceBelongsToNoPaymentYetAndIsShownAsAnAmount() {
        String receipt = Books.receipt();
        books.ours(receipt, null, 1_400, "ORPHAN", NOON);
        books.theirs(receipt, 1_400, MASKED, session.number(), NOON);

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.NOT_THE_PRICE);
    }

    @Test
    void aReversalKnownToBothSidesMatchesAndTakesTheMoneyOffBothSides() {
        String receipt = Books.receipt();
        books.ours(receipt, session, 1_500, "REVERSED", NOON);
        books.theirs(receipt, 1_500, MASKED, session.number(), NOON);
        books.theirs(RecordKind.REVERSAL, Books.receipt(), -150_000, MASKED, null, receipt, NOON.plusSeconds(60));

        Run run = books.run();

        assertThat(run.count(Outcome.MATCHED)).isEqualTo(2);
        assertThat(run.mpesaCents()).isEqualTo(run.ourCents()).isZero();
    }

    @Test
    void aReversalThatWeDoNotKnowIsADiscrepancyOfTheWholeAmount() {
        String receipt = Books.receipt();
        books.ours(receipt, session, 1_500, "APPLIED", NOON);
        books.theirs(receipt, 1_500, MASKED, session.number(), NOON);
        books.theirs(RecordKind.REVERSAL, Books.receipt(), -150_000, MASKED, null, receipt, NOON.plusSeconds(60));

        Run run = books.run();

        assertThat(rules(run)).containsExactlyInAnyOrder(MatchRule.EXACT, MatchRule.REVERSED_AT_MPESA);
        assertThat(run.mpesaCents() - run.ourCents()).isEqualTo(-150_000);
    }

    @Test
    void aReversalOfSomethingUnknownIsOnlyAtMpesa() {
        books.theirs(RecordKind.REVERSAL, Books.receipt(), -150_000, MASKED, null, Books.receipt(), NOON);

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.REVERSAL_OF_UNKNOWN);
    }

    @Test
    void aPaymentOfOursThatFailedThereIsADiscrepancy() {
        String receipt = Books.receipt();
        books.ours(receipt, session, 1_500, "APPLIED", NOON);
        books.failedThere(receipt, 1_500, NOON);

        Run run = books.run();

        assertThat(onlyRule(run)).isEqualTo(MatchRule.FAILED_AT_MPESA);
        assertThat(run.mpesaCents()).isZero();
        assertThat(run.ourCents()).isEqualTo(150_000);
    }

    @Test
    void aPaymentThatNoStatementCoversIsPendingAndOneThatACoveringStatementLacksIsOnlyHere() {
        books.ours(Books.receipt(), session, 1_500, "APPLIED", NOON);

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.NOT_COVERED);
        books.covered();
        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.ABSENT);
    }

    @Test
    void aTimeThatPullHasReadToItsEndIsCoveredAsByAStatementAndStaysSoWhenTheLogIsForgotten() {
        books.ours(Books.receipt(), session, 1_500, "APPLIED", NOON);
        books.pulled(NOON.plusSeconds(1), NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(1)));
        books.pulled(NOON.minus(Duration.ofHours(1)), NOON.plusSeconds(299), NOON.plusSeconds(299));
        books.pulled(NOON.minus(Duration.ofDays(3)), NOON.plusSeconds(5), NOON.plus(Duration.ofHours(49)));
        assertThat(onlyRule(books.run()))
                .as("before, in the last minutes, and longer ago than M-PESA tells")
                .isEqualTo(MatchRule.NOT_COVERED);

        books.pulled(NOON.minus(Duration.ofHours(1)), NOON.plusSeconds(301), NOON.plusSeconds(301));
        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.ABSENT);

        Books.jdbc().sql("delete from mpesa_pull").update();
        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.ABSENT);
    }

    @Test
    void aProvisionalPaymentMatchesTheOneRecordThatNamesIt() {
        books.attempt(session, 1, "PAID", true, PHONE, NOON, null);
        books.theirs(Books.receipt(), 1_500, MASKED, session.number() + "-1", NOON.plusSeconds(20));

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.REFERENCE_AMOUNT_PHONE_TIME);
    }

    @Test
    void aHashedPhoneFitsAsAMaskedOneDoesAndAnotherPhoneDoesNot() {
        books.attempt(session, 1, "PAID", true, PHONE, NOON, null);
        books.theirs(Books.receipt(), 1_500, "25470****148", session.number() + "-1", NOON.plusSeconds(20));

        assertThat(rules(books.run())).containsExactlyInAnyOrder(MatchRule.NOT_BOOKED, MatchRule.RECEIPT_FOLLOWS);

        books.theirs(Books.receipt(), 1_500, sha256(PHONE), session.number() + "-1", NOON.plusSeconds(21));

        assertThat(rules(books.run()))
                .containsExactlyInAnyOrder(MatchRule.NOT_BOOKED, MatchRule.REFERENCE_AMOUNT_PHONE_TIME);
    }

    @Test
    void aRecordThatNamesAnAttemptWhichIsNotPaidHereIsADiscrepancy() {
        books.attempt(session, 1, "TIMED_OUT", false, PHONE, NOON, null);
        books.theirs(Books.receipt(), 1_500, null, session.number() + "-1", NOON.plusSeconds(20));

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.NOT_PAID_HERE);
    }

    @Test
    void betweenTwoCandidatesNothingIsGuessed() {
        books.attempt(session, 1, "TIMED_OUT", false, PHONE, NOON, null);
        books.attempt(session, 2, "TIMED_OUT", false, PHONE, NOON.plusSeconds(200), null);
        books.theirs(Books.receipt(), 1_500, MASKED, session.number(), NOON.plusSeconds(300));

        assertThat(rules(books.run()))
                .containsExactlyInAnyOrder(MatchRule.TWO_CANDIDATES, MatchRule.STILL_OPEN, MatchRule.STILL_OPEN);
    }

    @Test
    void aRecordForAnUnknownBookingThatLooksLikeOneOfOursIsShownBesideIt() {
        books.attempt(session, 1, "FAILED", false, PHONE, NOON, null);
        books.theirs(Books.receipt(), 1_500, MASKED, "BK99", NOON.plusSeconds(300));

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.LOOKS_LIKE_OTHER_BOOKING);
    }

    @Test
    void aSecondPaymentByMenuForAPaidBookingIsADouble() {
        String receipt = Books.receipt();
        books.ours(receipt, session, 1_500, "APPLIED", NOON);
        books.theirs(receipt, 1_500, MASKED, session.number(), NOON);
        books.theirs(Books.receipt(), 1_500, MASKED, session.number(), NOON.plusSeconds(900));

        assertThat(rules(books.run())).containsExactlyInAnyOrder(MatchRule.EXACT, MatchRule.SECOND_PAYMENT);
    }

    @Test
    void chargesAndOtherMovementsAreAddedUpAndNotTakenForPayments() {
        books.theirs(RecordKind.CHARGE, Books.receipt(), -3_350, null, null, null, NOON);
        books.theirs(RecordKind.OTHER_OUT, Books.receipt(), -100_000, null, null, null, NOON);
        books.failedThere(Books.receipt(), 10, NOON);

        Run run = books.run();

        assertThat(books.items(run)).isEmpty();
        assertThat(run.count(Outcome.NOT_A_PAYMENT)).isEqualTo(3);
        assertThat(run.totals()).extracting(Run.Total::mpesaCents).containsExactlyInAnyOrder(-3_350L, -100_000L, 0L);
        assertThat(run.mpesaCents()).isZero();
    }

    @Test
    void aPairAcrossMidnightIsOneItemOfTheDayOfTheRecord() {
        String receipt = Books.receipt();
        Instant before = Books.PERIOD.to().minusSeconds(1);
        books.ours(receipt, session, 1_500, "APPLIED", before);
        books.theirs(receipt, 1_500, MASKED, session.number(), before.plusSeconds(2));

        assertThat(books.items(books.run())).isEmpty();
        Run next =
                books.run(new Period(Books.PERIOD.to(), Books.PERIOD.to().plus(Duration.ofDays(1))), RunTrigger.MANUAL);
        assertThat(onlyRule(next)).isEqualTo(MatchRule.EXACT);
    }

    @Test
    void channelsThatTellDifferentAmountsAreADiscrepancy() {
        String receipt = Books.receipt();
        books.ours(receipt, session, 1_500, "APPLIED", NOON);
        books.theirs(receipt, 1_500, MASKED, session.number(), NOON);
        books.theirs(receipt, 1_400, MASKED, session.number(), NOON);

        assertThat(onlyRule(books.run())).isEqualTo(MatchRule.SOURCES_DISAGREE);
    }

    @Test
    void aFinishedRunCannotBeChangedByAnyStatement() {
        books.theirs(Books.receipt(), 1_500, MASKED, "X", NOON);
        Run run = books.run();

        for (String sql : List.of(
                "update reconciliation_item set our_cents = 1 where run_id = ",
                "delete from reconciliation_item where run_id = ",
                "insert into reconciliation_item (at, rule, run_id) select now(), 'EXACT', ",
                "update reconciliation_total set items = 0 where run_id = ",
                "delete from reconciliation_total where run_id = ",
                "update reconciliation_run set state = 'RUNNING', finished_at = null where id = ",
                "delete from reconciliation_run where id = ")) {
            assertThatThrownBy(() -> Books.jdbc().sql(sql + run.id()).update())
                    .as(sql)
                    .hasMessageContaining("is finished and cannot be changed");
        }
        assertThatThrownBy(() -> books.transactions.executeWithoutResult(status -> {
                    books.runs.writeItemsOf(run.id());
                    Books.jdbc()
                            .sql("insert into reconciliation_item (at, rule, run_id) select now(), 'EXACT', :run")
                            .param("run", run.id().value())
                            .update();
                }))
                .as("by somebody who says that the run is at work")
                .hasMessageContaining("is finished and cannot be changed");
        assertThatThrownBy(() ->
                        Books.jdbc().sql("truncate reconciliation_item cascade").update())
                .hasMessageContaining("cannot be removed");
    }

    @Test
    void theDatabaseKnowsTheSameRulesAsTheCode() {
        List<String> known = Books.jdbc()
                .sql("select rule || outcome || coalesce(discrepancy, '') from reconciliation_rule")
                .query(String.class)
                .list();

        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MatchRule.values())
                        .map(rule -> rule.name()
                                + rule.outcome()
                                + rule.discrepancy().map(Enum::name).orElse(""))
                        .toList());
    }

    private MatchRule onlyRule(Run run) {
        return onlyRule(books, run);
    }

    private static MatchRule onlyRule(Books of, Run run) {
        assertThat(of.items(run)).hasSize(1);
        return of.items(run).get(0).rule();
    }

    private List<MatchRule> rules(Run run) {
        return books.items(run).stream().map(Item::rule).toList();
    }

    private static String sha256(String phone) {
        return Optional.of(phone)
                .map(text -> Books.jdbc()
                        .sql("select encode(sha256(convert_to(:phone, 'UTF8')), 'hex')")
                        .param("phone", text)
                        .query(String.class)
                        .single())
                .orElseThrow();
    }
}
