package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * All evidence about one session's money. Receipts tie it together: what was told of one before anybody knew whose it is
 * comes along, and what names one that belongs to somebody else is set aside.
 */
@Component
class SessionEvidence {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEvidence.class);

    private final EvidenceStore evidence;
    private final UnownedEvidence unowned;
    private final ReceiptStore receipts;

    SessionEvidence(EvidenceStore evidence, UnownedEvidence unowned, ReceiptStore receipts) {
        this.evidence = evidence;
        this.unowned = unowned;
        this.receipts = receipts;
    }

    /**
     * Reads it.
     *
     * @param session its row is held by this transaction
     * @param attempts all of the session
     * @param booked the receipts that are booked to the session already
     */
    List<Evidence> of(TherapySession session, List<AttemptRow> attempts, Collection<String> booked) {
        List<Evidence> pieces = evidence.ofSession(session.id());
        List<Evidence> fresh = pieces.stream()
                .filter(piece -> piece.disposition() == EvidenceDisposition.PENDING
                        && piece.receipt() != null
                        && !booked.contains(piece.receipt()))
                .toList();
        if (fresh.isEmpty()) {
            return pieces;
        }
        boolean some = setAsideWhatIsOthers(session, fresh);
        boolean more = bringAlongWhatIsOurs(session, attempts, fresh);
        return some || more ? evidence.ofSession(session.id()) : pieces;
    }

    private boolean setAsideWhatIsOthers(TherapySession session, List<Evidence> fresh) {
        List<String> named = fresh.stream().map(Evidence::receipt).distinct().toList();
        List<String> others = receipts.bookedElsewhere(session.environment(), named, session.id());
        for (Evidence piece : fresh) {
            if (others.contains(piece.receipt())) {
                LOG.warn(
                        "evidence {} names a receipt that is booked elsewhere; it is set aside for a person",
                        piece.id());
                evidence.setAside(piece.id(), "its receipt is booked elsewhere");
            }
        }
        return !others.isEmpty();
    }

    private boolean bringAlongWhatIsOurs(TherapySession session, List<AttemptRow> attempts, List<Evidence> fresh) {
        boolean came = false;
        for (Evidence piece : fresh) {
            if (proves(piece, attempts)) {
                came |= unowned.adopt(subject(session, piece), Objects.requireNonNull(piece.receipt()));
            }
        }
        return came;
    }

    private static boolean proves(Evidence piece, List<AttemptRow> attempts) {
        if (piece.meaning() != EvidenceMeaning.PAID || piece.source() == EvidenceSource.C2B) {
            return false;
        }
        return piece.source() != EvidenceSource.CALLBACK
                || attempts.stream()
                        .anyMatch(row -> row.id().value().equals(piece.attemptId())
                                && Objects.equals(row.checkoutRequestId(), piece.checkoutRequestId()));
    }

    private static EvidenceSubject subject(TherapySession session, Evidence piece) {
        return piece.attemptId() == null
                ? EvidenceSubject.of(session)
                : new EvidenceSubject(
                        session.environment(), session.merchant(), new AttemptId(piece.attemptId()), null);
    }
}
