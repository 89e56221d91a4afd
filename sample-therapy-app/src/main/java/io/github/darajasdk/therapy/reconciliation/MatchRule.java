package io.github.darajasdk.therapy.reconciliation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why an item ended where it did. Every item names exactly one rule; the rule alone says the outcome. */
public enum MatchRule {
    /** Same receipt, same amount, and M-PESA's account number names the booking it is applied to. */
    EXACT(Outcome.MATCHED),
    /** Same receipt and amount; the record shows no account number, as those of tills do. */
    RECEIPT_AND_AMOUNT(Outcome.MATCHED),
    /** Paid here without a receipt so far; one record alone fits by account number, amount, phone and time. */
    REFERENCE_AMOUNT_PHONE_TIME(Outcome.MATCHED),
    /** As {@link #REFERENCE_AMOUNT_PHONE_TIME}, with a record that shows no phone. */
    REFERENCE_AMOUNT_TIME(Outcome.MATCHED),
    /** Reversed at M-PESA, and reversed here. */
    REVERSED_ON_BOTH_SIDES(Outcome.MATCHED),

    /** Same receipt, other amount. */
    AMOUNT_DIFFERS(Discrepancy.AMOUNT),
    /** Both sides agree on receipt and amount, and it is not what was asked. */
    NOT_THE_PRICE(Discrepancy.AMOUNT),
    /** The record names a payment of ours that has no receipt, with an amount that was not asked. */
    AMOUNT_NOT_ASKED(Discrepancy.AMOUNT),
    /** M-PESA's own channels tell different amounts for this receipt. */
    SOURCES_DISAGREE(Discrepancy.AMOUNT),
    /** M-PESA reversed it; here it still counts. */
    REVERSED_AT_MPESA(Discrepancy.STATUS),
    /** Reversed here; M-PESA's records know no reversal. */
    NOT_REVERSED_AT_MPESA(Discrepancy.STATUS),
    /** Paid here; at M-PESA it failed. */
    FAILED_AT_MPESA(Discrepancy.STATUS),
    /** The record names a payment of ours that is not paid here. */
    NOT_PAID_HERE(Discrepancy.STATUS),
    /** Money for a session that had been cancelled or declined. */
    SESSION_WAS_OVER(Discrepancy.STATUS),
    /** A further payment for a session that is paid already. */
    SECOND_PAYMENT(Discrepancy.DOUBLE),
    /** Same receipt and amount; M-PESA's account number names another booking than we do. We may have none for it. */
    OTHER_BOOKING(Discrepancy.WRONG_BOOKING),
    /** Both sides know the money, and no booking is known for it. */
    NO_BOOKING(Discrepancy.WRONG_BOOKING),
    /** Phone, amount and time fit one payment of ours alone, whose booking the record does not name. */
    LOOKS_LIKE_OTHER_BOOKING(Discrepancy.WRONG_BOOKING),

    /** Nothing here fits. */
    NO_PAYMENT_HERE(Outcome.ONLY_AT_MPESA),
    /** Names a booking of ours, for which nothing like it is on record here. */
    NOT_BOOKED(Outcome.ONLY_AT_MPESA),
    /** More than one payment of ours fits. We do not guess. */
    TWO_CANDIDATES(Outcome.ONLY_AT_MPESA),
    /** Reverses a payment that is not on record here. */
    REVERSAL_OF_UNKNOWN(Outcome.ONLY_AT_MPESA),

    /** A statement covers the time of the payment and does not have it. */
    ABSENT(Outcome.ONLY_HERE),

    /** No statement covers the time of the payment yet. */
    NOT_COVERED(Outcome.PENDING_VERIFICATION),
    /** Asked for, and M-PESA has not said what became of it. */
    STILL_OPEN(Outcome.PENDING_VERIFICATION),
    /** M-PESA said that it is paid; the receipt follows. */
    RECEIPT_FOLLOWS(Outcome.PENDING_VERIFICATION),
    /** M-PESA's record says itself that it is not completed yet. */
    OPEN_AT_MPESA(Outcome.PENDING_VERIFICATION),

    /** What M-PESA charged. */
    CHARGE(Outcome.NOT_A_PAYMENT),
    /** Other money that came in: transfers between our own accounts, deposits. */
    OTHER_IN(Outcome.NOT_A_PAYMENT),
    /** Other money that went out: settlement to the bank, payouts. */
    OTHER_OUT(Outcome.NOT_A_PAYMENT),
    /** Tried and not completed; no money moved. */
    FAILED(Outcome.NOT_A_PAYMENT);

    private final Outcome outcome;
    private final @Nullable Discrepancy discrepancy;

    MatchRule(Outcome outcome) {
        this.outcome = outcome;
        this.discrepancy = null;
    }

    MatchRule(Discrepancy discrepancy) {
        this.outcome = Outcome.DISCREPANCY;
        this.discrepancy = discrepancy;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Present exactly when the outcome is {@link Outcome#DISCREPANCY}. */
    public Optional<Discrepancy> discrepancy() {
        return Optional.ofNullable(discrepancy);
    }

    /** The rules that lead to an outcome. */
    public static Set<MatchRule> of(Outcome outcome) {
        return Arrays.stream(values())
                .filter(rule -> rule.outcome == outcome)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(MatchRule.class)));
    }
}
