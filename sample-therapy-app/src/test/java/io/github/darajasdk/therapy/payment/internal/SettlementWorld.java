package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.PullLog.Window;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.NewReceipt;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Attempt;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** A session's money in memory: takes evidence piece by piece and applies each decision, as the database does. */
final class SettlementWorld {

    static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    static final long PRICE = 1_500;

    /** States that nothing but M-PESA's word leads to. */
    private static final Set<AttemptState> NEED_EVIDENCE =
            EnumSet.of(AttemptState.UNCLEAR, AttemptState.PROMPTED, AttemptState.FAILED, AttemptState.PAID);

    private final Map<UUID, Attempt> attempts = new TreeMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Window> pulls = new ArrayList<>();
    private final Map<String, ReceiptDisposition> receipts = new HashMap<>();
    private final TreeSet<String> exceptions = new TreeSet<>();
    private final List<String> illegalMoves = new ArrayList<>();
    private SessionStatus session = SessionStatus.APPROVED;
    private Instant now = START;

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** An attempt whose push is on its way. */
    SettlementWorld sending(String name) {
        return attempt(name, AttemptState.SENDING, 1);
    }

    /** As {@link #sending(String)}, from some time on. */
    SettlementWorld sending(String name, Duration sinceStart) {
        return attempt(name, AttemptState.SENDING, 1, START.plus(sinceStart));
    }

    SettlementWorld attempt(String name, AttemptState state, int sends) {
        return attempt(name, state, sends, START);
    }

    private SettlementWorld attempt(String name, AttemptState state, int sends, Instant from) {
        Attempt attempt = new Attempt(
                id(name),
                state,
                false,
                PRICE,
                sends,
                sends == 0 ? null : from,
                from.plus(Duration.ofMinutes(5)),
                null,
                null,
                null,
                null);
        attempts.put(attempt.id(), attempt);
        return this;
    }

    /** An attempt whose prompt is known from earlier. */
    SettlementWorld prompted(String name) {
        attempt(name, AttemptState.PROMPTED, 1);
        Attempt a = attempt(name);
        attempts.put(
                a.id(),
                new Attempt(
                        a.id(),
                        a.state(),
                        false,
                        a.amount(),
                        1,
                        a.sentAt(),
                        a.expiresAt(),
                        null,
                        "ws_CO_" + name,
                        "m-" + name,
                        null));
        return this;
    }

    SettlementWorld session(SessionStatus status) {
        this.session = status;
        return this;
    }

    SettlementWorld at(Duration sinceStart) {
        this.now = START.plus(sinceStart);
        return this;
    }

    /** Time passes and the state is looked at again. */
    SettlementWorld wake(Duration sinceStart) {
        at(sinceStart);
        apply();
        return this;
    }

    /** M-PESA's record was read to the end, from some time to another. */
    SettlementWorld pulled(Duration from, Duration to) {
        pulls.add(new Window(START.plus(from), START.plus(to)));
        return this;
    }

    SettlementWorld hear(Evidence piece) {
        evidence.add(piece);
        apply();
        return this;
    }

    private void apply() {
        SettlementFacts facts = new SettlementFacts(
                session,
                PRICE,
                List.copyOf(attempts.values()),
                List.copyOf(evidence),
                List.copyOf(pulls),
                Map.copyOf(receipts));
        SettlementDecision decision = Settlement.settle(facts, now);
        for (AttemptOutcome outcome : decision.attempts()) {
            Attempt before = attempts.get(outcome.attemptId());
            boolean moves = before.state() != outcome.state();
            for (AttemptState step : AttemptSteps.between(before.state(), outcome)) {
                if (!before.state().mayBecome(step, before.provisional())) {
                    illegalMoves.add(before.state() + " -> " + step);
                }
                before = moved(before, step);
                if (NEED_EVIDENCE.contains(step) && outcome.because() == null) {
                    illegalMoves.add(before.state() + " without evidence");
                }
            }
            attempts.put(before.id(), withOutcome(before, outcome, moves));
        }
        evidence.replaceAll(piece -> disposed(piece, decision.evidence().get(piece.id())));
        for (NewReceipt receipt : decision.newReceipts()) {
            receipts.put(receipt.receipt(), receipt.disposition());
        }
        decision.reversals().forEach(reversal -> receipts.put(reversal.receipt(), ReceiptDisposition.REVERSED));
        decision.exceptions().forEach(open -> exceptions.add(open.kind() + " " + open.attemptId()));
        if (decision.paid() && session == SessionStatus.APPROVED) {
            session = SessionStatus.CONFIRMED;
        } else if (!decision.paid() && session == SessionStatus.CONFIRMED) {
            session = SessionStatus.APPROVED;
        }
    }

    private static Attempt moved(Attempt a, AttemptState state) {
        return new Attempt(
                a.id(),
                state,
                a.provisional(),
                a.amount(),
                a.sends(),
                a.sentAt(),
                a.expiresAt(),
                a.settledAt(),
                a.checkoutRequestId(),
                a.merchantRequestId(),
                a.receipt());
    }

    private Attempt withOutcome(Attempt a, AttemptOutcome o, boolean moved) {
        return new Attempt(
                a.id(),
                a.state(),
                o.provisional(),
                a.amount(),
                a.sends(),
                a.sentAt(),
                a.expiresAt(),
                moved && !a.state().isOpen() ? now : a.settledAt(),
                o.checkoutRequestId(),
                o.merchantRequestId(),
                o.receipt());
    }

    static Evidence disposed(Evidence e, EvidenceDisposition disposition) {
        return new Evidence(
                e.id(),
                e.attemptId(),
                e.source(),
                e.meaning(),
                e.checkoutRequestId(),
                e.merchantRequestId(),
                e.resultCode(),
                e.receipt(),
                e.reversalReceipt(),
                e.amount(),
                e.transactionTime(),
                e.bodyDigest(),
                e.receivedAt(),
                disposition);
    }

    /** A world of its own, as this one is now. */
    SettlementWorld copy() {
        SettlementWorld copy = new SettlementWorld();
        copy.attempts.putAll(attempts);
        copy.evidence.addAll(evidence);
        copy.pulls.addAll(pulls);
        copy.receipts.putAll(receipts);
        copy.exceptions.addAll(exceptions);
        copy.illegalMoves.addAll(illegalMoves);
        copy.session = session;
        copy.now = now;
        return copy;
    }

    /** Everything that a later decision could depend on. */
    Object state() {
        Map<UUID, EvidenceDisposition> dispositions = new HashMap<>();
        evidence.forEach(piece -> dispositions.put(piece.id(), piece.disposition()));
        return List.of(session, List.copyOf(attempts.values()), dispositions, receipts, exceptions, illegalMoves);
    }

    SessionStatus session() {
        return session;
    }

    Attempt attempt(String name) {
        return attempts.get(id(name));
    }

    AttemptState state(String name) {
        return attempt(name).state();
    }

    Map<String, ReceiptDisposition> receipts() {
        return receipts;
    }

    long receipts(ReceiptDisposition disposition) {
        return receipts.values().stream().filter(disposition::equals).count();
    }

    TreeSet<String> exceptionKinds() {
        return exceptions.stream().map(text -> text.split(" ")[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    EvidenceDisposition disposition(Evidence piece) {
        return evidence.stream()
                .filter(stored -> stored.id().equals(piece.id()))
                .findFirst()
                .orElseThrow()
                .disposition();
    }

    List<String> illegalMoves() {
        return illegalMoves;
    }

    /** What must not depend on the order: everything but which of two good receipts was first. */
    String summary() {
        String states = attempts.values().stream()
                .map(a -> a.state() + (a.provisional() ? "?" : "") + a.checkoutRequestId())
                .collect(Collectors.joining(","));
        TreeMap<ReceiptDisposition, Long> counts = new TreeMap<>();
        receipts.values().forEach(disposition -> counts.merge(disposition, 1L, Long::sum));
        String pieces = evidence.stream()
                .sorted(Comparator.comparing(Evidence::id))
                .map(piece -> piece.disposition().name())
                .collect(Collectors.joining(","));
        return session + " | " + states + " | " + counts + " | " + exceptionKinds() + " | " + pieces;
    }
}
