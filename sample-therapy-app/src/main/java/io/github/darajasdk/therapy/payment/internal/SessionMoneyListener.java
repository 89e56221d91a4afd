package io.github.darajasdk.therapy.payment.internal;

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

    private final AttemptStore attempts;

    SessionMoneyListener(AttemptStore attempts) {
        this.attempts = attempts;
    }

    /** In the transaction that changed the session. */
    @EventListener
    void on(SessionEvent event) {
        if (event instanceof SessionCancelled) {
            giveUpUnsent(event.sessionId(), "the session was cancelled", event.at());
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
