package io.github.darajasdk.therapy.reconciliation.refund;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.Optional;

/**
 * A refund as it stood when it was read.
 *
 * @param receipt of the customer's payment, which goes back whole
 * @param session whose payment it was; empty for an orphan
 * @param requestedBy empty when the application asked
 * @param approvedBy who approved it first
 * @param secondApprovedBy the other one, where two are needed
 * @param conversationId M-PESA's id of the request, once taken
 * @param reversalReceipt of the movement that gave the money back, once known
 */
public record Refund(
        RefundId id,
        PaymentEnvironment environment,
        String merchant,
        String receipt,
        Money amount,
        Optional<SessionId> session,
        RefundReason reason,
        RefundState state,
        Instant requestedAt,
        Optional<UserId> requestedBy,
        Optional<UserId> approvedBy,
        Optional<UserId> secondApprovedBy,
        Optional<Instant> approvedAt,
        Optional<Instant> sentAt,
        Optional<String> conversationId,
        Optional<String> reversalReceipt,
        Optional<String> resultCode,
        Optional<Instant> settledAt) {

    /** Above this amount two different administrators have to approve. */
    public static final Money ONE_APPROVAL_UP_TO = Money.kes(20_000);

    public boolean needsTwoApprovals() {
        return amount.compareTo(ONE_APPROVAL_UP_TO) > 0;
    }
}
