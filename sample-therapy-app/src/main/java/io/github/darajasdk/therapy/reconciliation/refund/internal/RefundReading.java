package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.payment.ReversalNews;
import io.github.darajasdk.therapy.payment.ReversalNews.Meaning;
import io.github.darajasdk.therapy.payment.ReversalNews.Source;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import io.github.darajasdk.therapy.reconciliation.refund.internal.RefundEvidence.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the news about one refund amounts to, whatever order it came in. A pure function: no clock of its own, no database,
 * no network. The clock makes a refund TIMED_OUT; it never makes one FAILED and never sends one.
 */
final class RefundReading {

    /** Without a result for so long after sending, a person has to look. M-PESA goes on being asked. */
    static final Duration TIMED_OUT_AFTER = Duration.ofMinutes(10);

    private final Refund refund;
    private final @Nullable UUID claim;
    private final List<RefundEvidence> evidence;

    private RefundReading(Refund refund, @Nullable UUID claim, List<RefundEvidence> evidence) {
        this.refund = refund;
        this.claim = claim;
        this.evidence = evidence;
    }

    /**
     * How the refund stands.
     *
     * @param because the news that decides it; null when the clock, the record or nothing does
     */
    record Outcome(
            RefundState state,
            @Nullable RefundEvidence because,
            String reason,
            @Nullable String conversationId,
            @Nullable String originatorConversationId,
            @Nullable String reversalReceipt,
            @Nullable String resultCode,
            Map<UUID, Disposition> dispositions) {}

    /**
     * Decides. Applying the outcome and deciding again changes nothing.
     *
     * @param claim of the last sending; null when nothing was sent yet
     * @param evidence all news, oldest first
     * @param reversedOnRecord whether the receipt stands as reversed, whoever told
     */
    static Outcome read(
            Refund refund, @Nullable UUID claim, List<RefundEvidence> evidence, boolean reversedOnRecord, Instant now) {
        return new RefundReading(refund, claim, evidence).decide(reversedOnRecord, now);
    }

    private Outcome decide(boolean reversedOnRecord, Instant now) {
        RefundEvidence proof = first(piece -> piece.news().meaning() == Meaning.REVERSED && fits(piece));
        boolean back = (proof != null || reversedOnRecord) && refund.state() != RefundState.BY_HAND;
        if (back) {
            return outcome(RefundState.REFUNDED, proof, "M-PESA gave the money back");
        }
        if (!refund.state().isUnderWay()) {
            return outcome(refund.state(), null, "no news");
        }
        RefundEvidence no = first(piece -> piece.news().meaning() == Meaning.NOT_REVERSED && isOfThisSending(piece));
        if (no != null) {
            return outcome(RefundState.FAILED, no, "M-PESA did not give it back: " + code(no));
        }
        RefundEvidence answer = answer();
        if (answer == null) {
            return outcome(RefundState.SENDING, null, "being sent");
        }
        boolean heardOf = first(piece -> piece.news().source() != Source.ANSWER && isOfThisSending(piece)) != null;
        if (answer.news().meaning() == Meaning.NOT_TAKEN && !heardOf) {
            return outcome(RefundState.REQUESTED, answer, "M-PESA did not take it, nothing was sent: " + code(answer));
        }
        return open(answer, now);
    }

    private Outcome open(RefundEvidence answer, Instant now) {
        RefundEvidence already =
                first(piece -> piece.news().meaning() == Meaning.ALREADY_REVERSED && isOfThisSending(piece));
        if (already != null) {
            return outcome(RefundState.TIMED_OUT, already, "M-PESA says that it was reversed before: to be verified");
        }
        boolean silent = !now.isBefore(sentAt().plus(TIMED_OUT_AFTER));
        if (refund.state() == RefundState.TIMED_OUT || silent) {
            return outcome(RefundState.TIMED_OUT, null, "no result in 10 min");
        }
        return conversation(ReversalNews::conversationId) != null
                ? outcome(RefundState.ACCEPTED, answer, "M-PESA took it")
                : outcome(RefundState.UNCLEAR, answer, "sent, and no usable answer");
    }

    private Outcome outcome(RefundState state, @Nullable RefundEvidence because, String reason) {
        RefundEvidence no = first(piece -> piece.news().meaning() == Meaning.NOT_REVERSED && isOfThisSending(piece));
        String proven = because == null ? null : because.news().reversalReceipt();
        return new Outcome(
                state,
                because,
                reason,
                conversation(ReversalNews::conversationId),
                conversation(ReversalNews::originatorConversationId),
                refund.reversalReceipt().orElse(proven),
                state == RefundState.FAILED && no != null ? no.news().resultCode() : null,
                dispositions(state));
    }

    /** Every piece is exactly one of applied, duplicate, contradiction or quarantined. */
    private Map<UUID, Disposition> dispositions(RefundState state) {
        Map<UUID, Disposition> dispositions = new HashMap<>();
        Set<String> results = new HashSet<>();
        for (RefundEvidence piece : evidence) {
            ReversalNews news = piece.news();
            Disposition disposition = Disposition.APPLIED;
            if (news.meaning() == Meaning.UNREADABLE || !fits(piece)) {
                disposition = Disposition.QUARANTINED;
            } else if (news.source() == Source.RESULT
                    && !results.add(news.meaning() + "|" + news.conversationId() + "|" + news.reversalReceipt())) {
                disposition = Disposition.DUPLICATE;
            } else if (contradicts(state, news.meaning())) {
                disposition = Disposition.CONTRADICTION;
            }
            dispositions.put(piece.id(), disposition);
        }
        return dispositions;
    }

    private static boolean contradicts(RefundState state, Meaning meaning) {
        return switch (state) {
            case REFUNDED -> meaning == Meaning.NOT_REVERSED;
            case BY_HAND -> meaning == Meaning.REVERSED;
            default -> false;
        };
    }

    /** What names another payment, another amount or another request is not about this refund. */
    private boolean fits(RefundEvidence piece) {
        ReversalNews news = piece.news();
        boolean namesOther =
                news.originalReceipt() != null && !news.originalReceipt().equals(refund.receipt());
        boolean otherAmount =
                news.amountKes() != null && news.amountKes() != refund.amount().shillings();
        if (namesOther || otherAmount) {
            return false;
        }
        boolean proven = news.meaning() == Meaning.REVERSED && news.originalReceipt() != null;
        return news.source() != Source.RESULT || proven || isOfOwnConversation(news);
    }

    private boolean isOfOwnConversation(ReversalNews news) {
        Optional<String> own = Optional.ofNullable(answerConversation(ReversalNews::conversationId));
        Optional<String> originator = Optional.ofNullable(answerConversation(ReversalNews::originatorConversationId));
        return own.isEmpty()
                || own.get().equals(news.conversationId())
                || originator
                        .filter(known -> known.equals(news.originatorConversationId()))
                        .isPresent();
    }

    /** News of an earlier sending, which M-PESA did not take, says nothing about the present one. */
    private boolean isOfThisSending(RefundEvidence piece) {
        return fits(piece)
                && !piece.receivedAt().isBefore(sentAt())
                && piece.news().meaning() != Meaning.UNREADABLE;
    }

    private Instant sentAt() {
        return refund.sentAt().orElse(Instant.MAX);
    }

    private @Nullable RefundEvidence answer() {
        return first(piece -> Objects.equals(piece.id(), claim));
    }

    private @Nullable String answerConversation(Function<ReversalNews, @Nullable String> part) {
        RefundEvidence answer = answer();
        return answer == null ? null : part.apply(answer.news());
    }

    /** As told by the answer, else by the result that came instead of it. */
    private @Nullable String conversation(Function<ReversalNews, @Nullable String> part) {
        String told = answerConversation(part);
        if (told != null || !refund.sentAt().isPresent()) {
            return told;
        }
        RefundEvidence result = first(piece -> piece.news().source() == Source.RESULT && isOfThisSending(piece));
        return result == null ? null : part.apply(result.news());
    }

    private static String code(RefundEvidence piece) {
        String code = piece.news().resultCode();
        String said = piece.news().resultDescription();
        return (code == null ? "no code" : code) + (said == null ? "" : " " + said);
    }

    private @Nullable RefundEvidence first(Predicate<RefundEvidence> wanted) {
        return evidence.stream().filter(wanted).findFirst().orElse(null);
    }
}
