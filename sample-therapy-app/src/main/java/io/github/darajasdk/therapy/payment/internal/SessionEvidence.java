package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

    private final SettlementStore store;
    private final UnownedEvidence unowned;

    SessionEvidence(SettlementStore store, UnownedEvidence unowned) {
        this.store = store;
        this.unowned = unowned;
    }

    /**
     * What there is to decide on.
     *
     * @param stored as read in this transaction
     * @param heard what is not stored yet
     * @param pieces stored or heard; those that name somebody else's receipt are set aside
     * @param setAside why, by piece
     */
    record Collected(SessionMoney stored, List<Heard> heard, List<Evidence> pieces, Map<UUID, String> setAside) {}

    /**
     * Reads it.
     *
     * @param session its row is held by this transaction
     * @param heard what has come in; what is stored of it already changes nothing
     */
    Collected of(TherapySession session, List<Heard> heard) {
        SessionMoney stored = store.read(session, heard);
        Collected collected = collect(stored, heard);
        boolean more = false;
        for (Evidence piece : fresh(stored, collected.pieces())) {
            if (stored.unowned().contains(piece.receipt()) && proves(piece, stored)) {
                more |= unowned.adopt(subject(session, piece), Objects.requireNonNull(piece.receipt()));
            }
        }
        return more ? collect(store.read(session, heard), heard) : collected;
    }

    private static Collected collect(SessionMoney stored, List<Heard> heard) {
        List<Evidence> pieces = new ArrayList<>(stored.evidence());
        Set<UUID> known = pieces.stream().map(Evidence::id).collect(Collectors.toSet());
        List<Heard> news =
                heard.stream().filter(piece -> !known.contains(piece.id())).toList();
        news.forEach(piece -> pieces.add(piece.piece()));
        Map<UUID, String> setAside = new HashMap<>();
        for (Evidence piece : fresh(stored, pieces)) {
            if (stored.bookedElsewhere().contains(piece.receipt())) {
                LOG.warn(
                        "evidence {} names a receipt that is booked elsewhere; it is set aside for a person",
                        piece.id());
                setAside.put(piece.id(), "its receipt is booked elsewhere");
            }
        }
        pieces.replaceAll(
                piece -> setAside.containsKey(piece.id()) ? piece.disposed(EvidenceDisposition.QUARANTINED) : piece);
        return new Collected(stored, news, pieces, setAside);
    }

    /** What is not decided and names a receipt that is not booked to the session. */
    private static List<Evidence> fresh(SessionMoney stored, List<Evidence> pieces) {
        return pieces.stream()
                .filter(piece -> piece.disposition() == EvidenceDisposition.PENDING
                        && piece.receipt() != null
                        && !stored.receipts().containsKey(piece.receipt()))
                .toList();
    }

    private static boolean proves(Evidence piece, SessionMoney stored) {
        if (piece.meaning() != EvidenceMeaning.PAID || piece.source() == EvidenceSource.C2B) {
            return false;
        }
        return piece.source() != EvidenceSource.CALLBACK
                || stored.attempts().stream()
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
