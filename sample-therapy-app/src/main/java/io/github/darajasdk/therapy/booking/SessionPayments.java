package io.github.darajasdk.therapy.booking;

import java.util.Collection;
import java.util.Map;

/** What this package needs to know of payments; implemented over there, so that bookings depend on nothing. */
public interface SessionPayments {

    /** One summary for each session asked for. */
    Map<SessionId, PaymentSummary> summaries(Collection<SessionId> sessions);
}
