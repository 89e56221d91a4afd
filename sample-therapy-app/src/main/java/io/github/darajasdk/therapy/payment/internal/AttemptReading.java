package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Attempt;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence says about one attempt, whatever order it came in. Only pieces that belong to the attempt's own
 * prompt count: a callback or query that names another prompt is set aside.
 */
final class AttemptReading {

    /** A soft no is believed once a query says no again at least this long after it was first heard. */
    static final Duration SOFT_NO_CONFIRMED_AFTER = Duration.ofSeconds(30);

    private final Attempt attempt;
    private final List<Evidence> evidence;
    private final @Nullable Evidence naming;
    private final @Nullable String checkoutRequestId;
    private final @Nullable String merchantRequestId;

    private AttemptReading(Attempt attempt, List<Evidence> evidence) {
        this.attempt = attempt;
        this.evidence = evidence;
        this.naming = naming();
        this.checkoutRequestId = naming != null ? naming.checkoutRequestId() : attempt.checkoutRequestId();
        this.merchantRequestId = naming != null ? naming.merchantRequestId() : attempt.merchantRequestId();
    }

    /**
     * Reads the evidence of an attempt.
     *
     * @param evidence all of it, oldest first
     */
    static AttemptReading of(Attempt attempt, List<Evidence> evidence) {
        return new AttemptReading(attempt, evidence);
    }

    Attempt attempt() {
        return attempt;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    /** Why it is held to be sent: the piece that names its prompt, else what the push was answered. */
    @Nullable
    Evidence whySent() {
        return naming != null ? naming : lastAnswer();
    }

    /** The prompt this attempt is about, once it is known for certain. */
    @Nullable
    String checkoutRequestId() {
        return checkoutRequestId;
    }

    /**
     * The piece that names the prompt: the push's own answer; or, when that was lost, a callback on this payment's
     * secret URL whose ids M-PESA knows when it is asked, or whose receipt and amount stand in M-PESA's own records.
     */
    private @Nullable Evidence naming() {
        Evidence accepted = first(piece -> piece.meaning() == EvidenceMeaning.ACCEPTED);
        if (accepted != null) {
            return accepted;
        }
        return first(piece -> piece.source() == EvidenceSource.CALLBACK
                && piece.checkoutRequestId() != null
                && isOpenToUse(piece)
                && first(other -> confirmsPrompt(other, piece) || confirmsMoney(other, piece)) != null);
    }

    private static boolean confirmsPrompt(Evidence answer, Evidence callback) {
        return answer.source() == EvidenceSource.QUERY
                && isConclusion(answer)
                && Objects.equals(answer.checkoutRequestId(), callback.checkoutRequestId());
    }

    private static boolean confirmsMoney(Evidence record, Evidence callback) {
        return switch (record.source()) {
            case PULL, STATEMENT, STATUS_RESULT ->
                callback.receipt() != null
                        && record.meaning() == EvidenceMeaning.PAID
                        && callback.receipt().equals(record.receipt())
                        && Objects.equals(callback.amount(), record.amount());
            default -> false;
        };
    }

    /** Whether a piece belongs to this attempt: applied, still being asked for, or set aside. */
    EvidenceDisposition fit(Evidence piece) {
        if (!isOpenToUse(piece)) {
            return piece.disposition();
        }
        return switch (piece.source()) {
            case PUSH_ANSWER -> EvidenceDisposition.APPLIED;
            case CALLBACK -> {
                if (piece.meaning() == EvidenceMeaning.UNREADABLE) {
                    yield EvidenceDisposition.QUARANTINED;
                }
                if (checkoutRequestId == null) {
                    yield EvidenceDisposition.PENDING;
                }
                boolean ours = Objects.equals(checkoutRequestId, piece.checkoutRequestId())
                        && (merchantRequestId == null || Objects.equals(merchantRequestId, piece.merchantRequestId()));
                yield ours ? EvidenceDisposition.APPLIED : EvidenceDisposition.QUARANTINED;
            }
            case QUERY ->
                checkoutRequestId == null
                                || piece.checkoutRequestId() == null
                                || checkoutRequestId.equals(piece.checkoutRequestId())
                        ? EvidenceDisposition.APPLIED
                        : EvidenceDisposition.QUARANTINED;
            case PULL, STATEMENT, STATUS_RESULT, REVERSAL_RESULT, PERSON -> EvidenceDisposition.APPLIED;
            // A claim counts for nothing here; {@link ReceiptProofs} says what becomes of it.
            case C2B -> EvidenceDisposition.PENDING;
        };
    }

    /** Whether a piece is a callback that names a prompt which nobody has confirmed to be this attempt's. */
    static boolean isUnconfirmed(Evidence piece) {
        return piece.source() == EvidenceSource.CALLBACK && piece.disposition() == EvidenceDisposition.PENDING;
    }

    static boolean isOpenToUse(Evidence piece) {
        return piece.disposition() != EvidenceDisposition.QUARANTINED
                && piece.disposition() != EvidenceDisposition.REJECTED;
    }

    private boolean counts(Evidence piece) {
        return fit(piece) == EvidenceDisposition.APPLIED
                && (piece.source() != EvidenceSource.QUERY || checkoutRequestId != null);
    }

    /** Success that M-PESA told over a channel of its own. */
    boolean isPaid() {
        return first(piece -> counts(piece) && piece.meaning() == EvidenceMeaning.PAID) != null;
    }

    /** The success with the receipt, else the one without. */
    @Nullable
    Evidence bestSuccess() {
        return receipts().values().stream()
                .findFirst()
                .orElseGet(() -> first(piece -> counts(piece) && piece.meaning() == EvidenceMeaning.PAID));
    }

    /** Proofs of payment by receipt number, oldest first. */
    Map<String, Evidence> receipts() {
        Map<String, Evidence> receipts = new LinkedHashMap<>();
        for (Evidence piece : evidence) {
            if (counts(piece) && piece.meaning() == EvidenceMeaning.PAID && piece.receipt() != null) {
                receipts.putIfAbsent(piece.receipt(), piece);
            }
        }
        return receipts;
    }

    /** M-PESA's no to this prompt. What the records say of a receipt is no answer about a prompt. */
    @Nullable
    Evidence finalNo() {
        return first(piece -> counts(piece)
                && piece.meaning() == EvidenceMeaning.NOT_PAID
                && (piece.source() == EvidenceSource.CALLBACK || piece.source() == EvidenceSource.QUERY));
    }

    /** A person found in M-PESA's record that the success which the query told of was none. */
    @Nullable
    Evidence noByPerson() {
        return first(piece -> piece.source() == EvidenceSource.PERSON
                && piece.meaning() == EvidenceMeaning.NOT_PAID
                && piece.receipt() == null);
    }

    /** A person gave it up: every source was asked and none knows it. */
    @Nullable
    Evidence givenUpByPerson() {
        return first(piece ->
                piece.source() == EvidenceSource.PERSON && piece.meaning() == EvidenceMeaning.UNKNOWN_TO_MPESA);
    }

    /** The receipt that this attempt stands for, once there is one. */
    @Nullable
    String receipt() {
        return attempt.receipt() != null
                ? attempt.receipt()
                : receipts().keySet().stream().findFirst().orElse(null);
    }

    @Nullable
    Evidence refusal() {
        return first(piece -> counts(piece) && piece.meaning() == EvidenceMeaning.REFUSED);
    }

    @Nullable
    Evidence softNo() {
        return first(piece -> counts(piece) && piece.meaning() == EvidenceMeaning.NOT_PAID_SOFT);
    }

    @Nullable
    Evidence confirmedSoftNo() {
        Evidence soft = softNo();
        if (soft == null) {
            return null;
        }
        Instant earliest = soft.receivedAt().plus(SOFT_NO_CONFIRMED_AFTER);
        boolean confirmed = first(piece -> counts(piece)
                        && piece.source() == EvidenceSource.QUERY
                        && piece.meaning() == EvidenceMeaning.NOT_PAID_SOFT
                        && !piece.receivedAt().isBefore(earliest))
                != null;
        return confirmed ? soft : null;
    }

    @Nullable
    Evidence noAnswer() {
        return first(
                piece -> piece.source() == EvidenceSource.PUSH_ANSWER && piece.meaning() == EvidenceMeaning.NO_ANSWER);
    }

    long answers() {
        return evidence.stream()
                .filter(piece -> piece.source() == EvidenceSource.PUSH_ANSWER)
                .count();
    }

    @Nullable
    Evidence lastAnswer() {
        return evidence.stream()
                .filter(piece -> piece.source() == EvidenceSource.PUSH_ANSWER)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    AttemptOutcome outcome(AttemptState state, @Nullable Evidence because, String reason) {
        String receipt = receipt();
        return new AttemptOutcome(
                attempt.id(),
                state,
                state == AttemptState.PAID && receipt == null,
                checkoutRequestId,
                merchantRequestId,
                receipt,
                resultCode(state),
                because == null ? null : because.id(),
                reason);
    }

    /** M-PESA's code for the end; while a soft no is being confirmed, that no's code. */
    private @Nullable String resultCode(AttemptState state) {
        if (state == AttemptState.PAID || state == AttemptState.REVERSED) {
            return null;
        }
        Evidence no = finalNo() != null ? finalNo() : refusal() != null ? refusal() : softNo();
        if (no != null) {
            return no.resultCode();
        }
        Evidence answer = lastAnswer();
        return answer != null && answer.meaning() == EvidenceMeaning.NOT_TAKEN ? answer.resultCode() : null;
    }

    static boolean isFinalNo(Evidence piece) {
        return piece.receipt() == null
                && (piece.meaning() == EvidenceMeaning.NOT_PAID || piece.meaning() == EvidenceMeaning.REFUSED);
    }

    private static boolean isConclusion(Evidence piece) {
        return piece.meaning() == EvidenceMeaning.PAID
                || piece.meaning() == EvidenceMeaning.NOT_PAID
                || piece.meaning() == EvidenceMeaning.NOT_PAID_SOFT;
    }

    private @Nullable Evidence first(Predicate<Evidence> wanted) {
        return evidence.stream().filter(wanted).findFirst().orElse(null);
    }
}
