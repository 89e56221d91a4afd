package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.booking.PaymentStatus;
import io.github.darajasdk.therapy.booking.PaymentSummary;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import java.time.Instant;

/**
 * A session as a page lists it: with the people by name and its money in one word.
 *
 * @param client display name
 * @param therapist display name
 */
record SessionCard(TherapySession session, String client, String therapist, PaymentSummary payment) {

    public boolean paid() {
        return payment.status() == PaymentStatus.PAID;
    }

    /** Whether the client is asked for money now. */
    public boolean toPay() {
        return session.status() == SessionStatus.APPROVED && !paid();
    }

    /** Whether a word about money says anything: nobody pays for a session that was never approved. */
    public boolean moneyMatters() {
        return switch (session.status()) {
            case APPROVED, CONFIRMED, IN_PROGRESS, COMPLETED -> true;
            case PENDING_APPROVAL, DECLINED, CANCELLED -> payment.status() != PaymentStatus.PENDING;
        };
    }

    /** Whether it is still going to take place, or may. */
    public boolean ahead(Instant now) {
        return switch (session.status()) {
            case PENDING_APPROVAL, APPROVED, CONFIRMED ->
                session.startsAt().plus(session.length()).isAfter(now);
            case IN_PROGRESS -> true;
            case COMPLETED, DECLINED, CANCELLED -> false;
        };
    }

    /** Whether its client or therapist may still call it off. */
    public boolean cancellable() {
        return switch (session.status()) {
            case PENDING_APPROVAL, APPROVED, CONFIRMED -> true;
            case IN_PROGRESS, COMPLETED, DECLINED, CANCELLED -> false;
        };
    }
}
