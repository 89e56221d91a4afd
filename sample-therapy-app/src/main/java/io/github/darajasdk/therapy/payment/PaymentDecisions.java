package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;

/**
 * What only a person may decide about money. Each decision is evidence of its own, with who and why, and is settled like
 * everything else: what M-PESA says later still wins. The caller has checked that the person may.
 */
public interface PaymentDecisions {

    /**
     * Gives up an attempt that no source knows of. Money that turns up all the same is applied then.
     *
     * @throws DecisionRefusedException unless it is timed out, ten minutes have passed since it was sent, and every source
     *     that this installation has was asked after that
     */
    void abandon(AttemptId attempt, UserId by, String reason);

    /**
     * Takes back a success that only the query told of: M-PESA's own record holds no such payment.
     *
     * @throws DecisionRefusedException unless the attempt is paid without a receipt
     */
    void declareUnpaid(AttemptId attempt, UserId by, String reason);

    /**
     * Believes a C2B confirmation that nothing else has confirmed.
     *
     * @throws DecisionRefusedException unless there is such a claim, about an attempt or session of ours
     */
    void acceptClaim(PaymentEnvironment environment, String receipt, UserId by, String reason);

    /**
     * Disbelieves a C2B confirmation. Should one of M-PESA's records tell of it later, it counts all the same.
     *
     * @throws DecisionRefusedException unless there is such a claim
     */
    void rejectClaim(PaymentEnvironment environment, String receipt, UserId by, String reason);

    /**
     * Gives an orphan to the session that it was meant for. Of another amount than the price it becomes WRONG_AMOUNT.
     *
     * @throws DecisionRefusedException unless the receipt is an orphan, and the session belongs to the same environment and
     *     short code
     */
    void assign(PaymentEnvironment environment, String receipt, SessionId session, UserId by, String reason);
}
