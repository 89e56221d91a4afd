package io.github.darajasdk.therapy.reconciliation.cases.web;

import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.review.CaseKind;
import io.github.darajasdk.therapy.payment.review.EvidenceFile.OurSide;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What can be done about a case; its texts stand under {@code case.action.<NAME>}, its address ends in {@link #path}. */
enum CaseAction {
    CONFIRM_RECEIPT("confirm-receipt"),
    MARK_FAILED("mark-failed"),
    ABANDON("abandon"),
    ACCEPT_CLAIM("accept-claim"),
    LINK("link"),
    REFUND("refund"),
    RESOLVE("resolve");

    private final String path;

    CaseAction(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    /**
     * What is offered; whoever carries it out checks again.
     *
     * @param ours the attempt it is about
     * @param refundUnderWay whether the money is on its way back, or waits for approval
     */
    static Set<CaseAction> of(PaymentCase of, Optional<OurSide> ours, boolean refundUnderWay) {
        Set<CaseAction> actions = EnumSet.noneOf(CaseAction.class);
        if (!of.isOpen()) {
            return actions;
        }
        boolean provisional = ours.filter(OurSide::provisional).isPresent();
        switch (of.kind()) {
            case RECEIPT_MISSING, CONTRADICTION -> {
                if (provisional) {
                    actions.add(CONFIRM_RECEIPT);
                    actions.add(MARK_FAILED);
                }
            }
            case UNRESOLVED -> {
                if (of.evidence().isPresent()) {
                    actions.add(ACCEPT_CLAIM);
                }
                if (ours.filter(side -> side.state() == AttemptState.TIMED_OUT).isPresent()) {
                    actions.add(ABANDON);
                }
            }
            case ORPHAN -> actions.add(LINK);
            case DUPLICATE, WRONG_AMOUNT, LATE -> {
                // the money goes back, below
            }
        }
        boolean moneyCame = of.receipt().isPresent() && of.kind() != CaseKind.RECEIPT_MISSING;
        if (moneyCame && of.kind() != CaseKind.CONTRADICTION && !refundUnderWay) {
            actions.add(REFUND);
        }
        actions.add(RESOLVE);
        return actions;
    }
}
