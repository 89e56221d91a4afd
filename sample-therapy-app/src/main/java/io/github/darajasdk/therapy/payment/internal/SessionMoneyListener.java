package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionEvent;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionCancelled;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionConfirmed;
import io.github.darajasdk.therapy.booking.SessionId;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A session that is cancelled or confirmed needs no further prompt: what was not sent is given up with it. */
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
            giveUpUnsent(event.sessionId(), "the session was cancelled", event.at());
            // What was paid for it has to go back, which is for a person.
            settler.settle(bookings.lockForPayment(event.sessionId()), event.at());
        } else if (event instanceof SessionConfirmed) {
            giveUpUnsent(event.sessionId(), "the session is paid", event.at());
        }
    }

    private void giveUpUnsent(SessionId session, String reason, Instant at) {
        for (AttemptRow attempt : attempts.ofSession(session)) {
            attempts.giveUpUnsent(attempt, reason, at);
        }
    }
}
