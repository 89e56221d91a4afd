package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionEvent;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionCancelled;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A session that is cancelled needs no further prompt: what was not sent is given up with it. */
@Component
class SessionMoneyListener {

    private final Bookings bookings;
    private final AttemptStore attempts;
    private final Settler settler;

    SessionMoneyListener(Bookings bookings, AttemptStore attempts, Settler settler) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.settler = settler;
    }

    /** In the transaction that changed the session. */
    @EventListener
    void on(SessionEvent event) {
        if (event instanceof SessionCancelled) {
            for (AttemptRow attempt : attempts.ofSession(event.sessionId())) {
                attempts.giveUpUnsent(attempt, "the session was cancelled", event.at());
            }
            // What was paid for it has to go back, which is for a person.
            settler.settle(bookings.lockForPayment(event.sessionId()), event.at());
        }
    }
}
