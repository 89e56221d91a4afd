package io.github.darajasdk.therapy.reconciliation.refund;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.util.List;
import java.util.Optional;

/**
 * Face of this room: money going back. A person's steps are kept with who, when and why; each refusal is a
 * {@link RefundRefusedException} and changes nothing.
 */
public interface Refunds {

    /**
     * Asks for a refund; it waits for approval. Asking again for the same receipt answers with the same refund.
     *
     * @param by the administrator who asks
     * @param why for the record
     */
    RefundId request(PaymentEnvironment environment, String receipt, RefundReason reason, UserId by, String why);

    /**
     * Approves. The first of two needed approvals leaves it waiting; the last one has it sent, if the receipt was seen in
     * M-PESA's own records, pays no living session, and the day's ceiling is not passed.
     */
    void approve(RefundId id, UserId by);

    /** Decides against a refund of which nothing was sent. */
    void withdraw(RefundId id, UserId by, String why);

    /**
     * A person found the reversal in M-PESA's own record.
     *
     * @param reversalReceipt of the movement that gave the money back
     */
    void foundReversed(RefundId id, String reversalReceipt, UserId by, String why);

    /** A person found, a day or more after sending, that M-PESA's own record has no such reversal. */
    void foundNotReversed(RefundId id, UserId by, String why);

    /** Records that it was paid back by hand. Only after the reversal finally failed. */
    void paidByHand(RefundId id, UserId by, String how);

    Optional<Refund> find(RefundId id);

    Optional<Refund> ofReceipt(PaymentEnvironment environment, String receipt);

    /** Those that are not over, oldest first, at most 500. */
    List<Refund> open();

    /** The latest that are over, newest first, at most 100. */
    List<Refund> over();

    /** The history of a refund, oldest first. */
    List<RefundStep> history(RefundId id);
}
