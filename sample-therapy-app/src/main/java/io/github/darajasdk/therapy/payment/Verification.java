package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.settings.PaymentMode;

/**
 * Asks M-PESA out of turn, because a person wants to know now. Each method answers at once; what M-PESA says is evidence
 * like any other and is seen a little later. The same question is asked every ten seconds at most.
 */
public interface Verification {

    /** Asks about all that is open or booked for a session. */
    Asked askAbout(SessionId session);

    /**
     * Asks what became of a receipt, by Transaction Status.
     *
     * @return whether it can be asked: that needs {@code app.payment.channels.status} and an initiator
     */
    boolean askAbout(PaymentMode books, String receipt);

    /**
     * What M-PESA is being asked about.
     *
     * @param prompts attempts that wait for an outcome
     * @param receipts receipts that are booked to the session
     */
    record Asked(int prompts, int receipts) {

        /** Nothing is open, and receipts cannot be asked about here, or there is none. */
        public boolean nothing() {
            return prompts == 0 && receipts == 0;
        }
    }
}
