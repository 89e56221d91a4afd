package io.github.darajasdk.therapy.pages;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.Recovery;
import io.github.darajasdk.therapy.payment.review.CaseFilter;
import io.github.darajasdk.therapy.payment.review.CaseId;
import io.github.darajasdk.therapy.payment.review.CaseKind;
import io.github.darajasdk.therapy.payment.review.CaseStep;
import io.github.darajasdk.therapy.payment.review.EvidenceFile;
import io.github.darajasdk.therapy.payment.review.HeardEvidence;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundReason;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import io.github.darajasdk.therapy.reconciliation.refund.RefundStep;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What an administrator finds on the desk, in memory. Part of a {@link Practice}. */
final class AdminDesk {

    static final AttemptId ATTEMPT = new AttemptId(new UUID(9, 9));
    static final String RECEIPT = "UKK41K7QXN";

    final List<PaymentCase> cases = new CopyOnWriteArrayList<>();
    final List<Refund> refunds = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Optional<Recovery.Gap> gap = Optional.empty();

    void clear() {
        cases.clear();
        refunds.clear();
        calls.clear();
        gap = Optional.empty();
    }

    PaymentCase aCase(CaseKind kind, Optional<SessionId> session, Duration age) {
        PaymentCase one = new PaymentCase(
                new CaseId(new UUID(13, cases.size())),
                PaymentEnvironment.SIMULATOR,
                kind,
                session,
                session.map(id -> ATTEMPT),
                kind == CaseKind.RECEIPT_MISSING || kind == CaseKind.UNRESOLVED
                        ? Optional.empty()
                        : Optional.of(RECEIPT),
                Optional.empty(),
                Optional.of(Practice.PRICE),
                Practice.NOW.minus(age),
                cases.isEmpty() ? Optional.of(Practice.ADMIN.id()) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        cases.add(one);
        return one;
    }

    Refund aRefund(RefundState state, Optional<SessionId> session, Money amount) {
        boolean sent = state != RefundState.REQUESTED && state != RefundState.APPROVED;
        Refund one = new Refund(
                new RefundId(new UUID(14, refunds.size())),
                PaymentEnvironment.SIMULATOR,
                Practice.MERCHANT,
                "UKK41K7QX" + refunds.size(),
                amount,
                session,
                RefundReason.SESSION_CANCELLED,
                state,
                Practice.NOW.minus(Duration.ofHours(3)),
                Optional.empty(),
                sent ? Optional.of(Practice.ADMIN.id()) : Optional.empty(),
                Optional.empty(),
                sent ? Optional.of(Practice.NOW.minus(Duration.ofHours(1))) : Optional.empty(),
                sent ? Optional.of(Practice.NOW.minus(Duration.ofHours(1))) : Optional.empty(),
                Optional.empty(),
                state == RefundState.REFUNDED ? Optional.of("UKK41K7QXZ") : Optional.empty(),
                state == RefundState.FAILED ? Optional.of("21") : Optional.empty(),
                Optional.empty());
        refunds.add(one);
        return one;
    }

    public final class FakeCases {

        public List<PaymentCase> list(CaseFilter filter) {
            return cases.stream()
                    .filter(one -> filter.open() == one.isOpen())
                    .filter(one -> filter.kind().isEmpty() || filter.kind().get() == one.kind())
                    .toList();
        }

        public Map<CaseKind, Long> openByKind() {
            return cases.stream().collect(Collectors.groupingBy(PaymentCase::kind, Collectors.counting()));
        }

        public List<PaymentCase> about(
                PaymentEnvironment environment, Optional<SessionId> session, Optional<String> receipt) {
            return cases;
        }

        public Optional<PaymentCase> find(CaseId id) {
            return cases.stream().filter(one -> one.id().equals(id)).findFirst();
        }

        public List<CaseStep> history(CaseId id) {
            return List.of(new CaseStep(
                    CaseStep.Action.TAKEN, Practice.ADMIN.id(), "", Practice.NOW.minus(Duration.ofHours(1))));
        }

        public void take(CaseId id, UserId by) {
            calls.add("take " + id + " by " + by);
        }

        public void resolve(CaseId id, UserId by, String why) {
            calls.add("resolve " + id + " by " + by + ": " + why);
        }
    }

    public static final class FakeFile {

        public List<HeardEvidence> about(PaymentCase of) {
            return List.of(
                    heard("CALLBACK", "PAID", "APPLIED", Duration.ofHours(5)),
                    heard("CALLBACK", "UNREADABLE", "QUARANTINED", Duration.ofHours(4)));
        }

        public List<HeardEvidence> about(
                PaymentEnvironment environment, Optional<SessionId> session, Optional<String> receipt) {
            return List.of(heard("STATEMENT", "PAID", "APPLIED", Duration.ofHours(5)));
        }

        public List<EvidenceFile.AttemptStep> steps(SessionId session) {
            Instant at = Practice.NOW.minus(Duration.ofHours(6));
            return List.of(
                    new EvidenceFile.AttemptStep(1, AttemptState.CREATED, "asked for by the payer", at),
                    new EvidenceFile.AttemptStep(1, AttemptState.SENDING, "sending begins", at.plusSeconds(1)),
                    new EvidenceFile.AttemptStep(1, AttemptState.PROMPTED, "M-PESA accepted it", at.plusSeconds(2)));
        }

        public Optional<EvidenceFile.OurSide> ours(AttemptId attempt) {
            return Optional.of(new EvidenceFile.OurSide(
                    attempt,
                    1,
                    AttemptState.PAID,
                    true,
                    Practice.PRICE,
                    "0712 ••• 678",
                    "BK20411-1",
                    Optional.of(Practice.NOW.minus(Duration.ofHours(6))),
                    Optional.empty(),
                    Optional.empty()));
        }

        private static HeardEvidence heard(String source, String meaning, String disposition, Duration ago) {
            return new HeardEvidence(
                    UUID.nameUUIDFromBytes(meaning.getBytes(StandardCharsets.UTF_8)),
                    source,
                    meaning,
                    disposition,
                    Optional.of("0"),
                    Optional.of("The service request is processed successfully."),
                    meaning.equals("PAID") ? Optional.of(RECEIPT) : Optional.empty(),
                    Optional.of(Money.kes(1_499)),
                    Optional.of("254712•••678"),
                    Optional.of(Practice.NOW.minus(ago)),
                    Practice.NOW.minus(ago),
                    "{\"Body\":{\"stkCallback\":{\"ResultCode\":0,\"CheckoutRequestID\":\"ws_CO_201120261205••••••678\"}}}",
                    Optional.empty());
        }
    }

    public final class FakeRefunds {

        public List<Refund> open() {
            return refunds.stream().filter(one -> !one.state().isOver()).toList();
        }

        public List<Refund> over() {
            return refunds.stream().filter(one -> one.state().isOver()).toList();
        }

        public Optional<Refund> find(RefundId id) {
            return refunds.stream().filter(one -> one.id().equals(id)).findFirst();
        }

        public Optional<Refund> ofReceipt(PaymentEnvironment environment, String receipt) {
            return refunds.stream().filter(one -> one.receipt().equals(receipt)).findFirst();
        }

        public List<RefundStep> history(RefundId id) {
            return List.of(
                    new RefundStep(RefundState.REQUESTED, Optional.empty(), "the session was cancelled", Practice.NOW));
        }

        public void approve(RefundId id, UserId by) {
            calls.add("approve " + id + " by " + by);
        }
    }

    public final class FakeRecovery {

        public boolean isUnderWay() {
            return gap.isPresent();
        }

        public Optional<Recovery.Gap> current() {
            return gap;
        }

        public void end(UserId by, String why) {
            calls.add("end by " + by + ": " + why);
        }
    }
}
