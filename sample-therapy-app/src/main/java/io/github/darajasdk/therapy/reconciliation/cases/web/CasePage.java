package io.github.darajasdk.therapy.reconciliation.cases.web;

import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.review.CaseStep;
import io.github.darajasdk.therapy.payment.review.EvidenceFile.AttemptStep;
import io.github.darajasdk.therapy.payment.review.EvidenceFile.OurSide;
import io.github.darajasdk.therapy.payment.review.HeardEvidence;
import io.github.darajasdk.therapy.payment.review.Timeline;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that the page of one case shows.
 *
 * @param refund of the money it is about
 * @param people names of those who did something about it, in the order of the history
 */
public record CasePage(
        CaseCard card,
        Optional<TherapySession> session,
        Optional<OurSide> ours,
        List<HeardEvidence> evidence,
        List<AttemptStep> steps,
        List<CaseStep> history,
        List<String> people,
        Optional<Refund> refund,
        Set<CaseAction> actions) {

    /** M-PESA's own records before what it posted to us. */
    private static final List<String> TRUST =
            List.of("STATEMENT", "STATUS_RESULT", "PULL", "PERSON", "CALLBACK", "C2B", "QUERY");

    /** What M-PESA says of the money, by the channel that is trusted most. */
    public Optional<HeardEvidence> theirs() {
        return evidence.stream()
                .filter(piece -> TRUST.contains(piece.source()))
                .filter(piece -> card.of().receipt().isEmpty()
                        || piece.receipt().equals(card.of().receipt()))
                .filter(piece ->
                        piece.receipt().isPresent() || card.of().receipt().isEmpty())
                .min(Comparator.comparing(
                                (HeardEvidence piece) -> piece.receipt().isEmpty())
                        .thenComparing(piece -> TRUST.indexOf(piece.source())));
    }

    /** What we asked for: the attempt's amount, else the session's price. */
    public Optional<Money> askedFor() {
        return ours.map(OurSide::amount).or(() -> session.map(TherapySession::price));
    }

    /** Steps and news in the order of time. */
    public Timeline timeline() {
        return Timeline.of(evidence, steps);
    }
}
