package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import java.util.Optional;

/** Face of this package: pay for a session, and see how that stands. */
public interface Payments {

    /**
     * Stores an attempt and has it sent to M-PESA by a worker. Answers after at most 2.5 s, whatever M-PESA does, with
     * the state reached by then. For 48 hours the same idempotency key of the same user answers with the same attempt.
     *
     * @return how things stand, about the attempt that the key names
     * @throws PaymentRefusedException when the session cannot be paid now; nothing was stored or sent
     */
    PaymentView initiate(InitiatePayment request);

    /** How the session's money stands. The caller has checked that its user may see it. */
    PaymentView view(SessionId sessionId);

    /** How things stand, about one attempt. The caller checks that its user may see the session. */
    Optional<PaymentView> viewAttempt(AttemptId attemptId);

    /** The same for the attempt whose prompt M-PESA gave this name. */
    Optional<PaymentView> viewPrompt(String checkoutRequestId);

    /**
     * Has M-PESA asked about an open attempt now rather than at its regular time, unless it was asked a moment ago.
     * Answers at once; what M-PESA says is seen a little later.
     */
    void askNow(AttemptId attemptId);

    /**
     * Gives up an attempt of which nothing was sent (CREATED, QUEUED). An attempt that is further along is left alone.
     */
    PaymentView cancelUnsent(AttemptId attemptId, UserId payer);

    /**
     * The payer states that no M-PESA message came and no money left, knowing that a double payment is refunded. The
     * attempt stays open and asked for, but no longer blocks a new one.
     *
     * @throws PaymentRefusedException with {@code RELEASE_NOT_ALLOWED} before 5 minutes have passed, or a second time
     */
    PaymentView release(AttemptId attemptId, UserId payer);
}
