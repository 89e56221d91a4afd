package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.review.CaseId;
import io.github.darajasdk.therapy.reconciliation.RunId;
import org.jspecify.annotations.Nullable;

/** What a notification is about, as it is stored: at most one of the three. */
record About(
        @Nullable SessionId session,
        @Nullable CaseId ofCase,
        @Nullable RunId run) {

    static final About NOTHING = new About(null, null, null);

    static About session(SessionId session) {
        return new About(session, null, null);
    }

    static About ofCase(CaseId id) {
        return new About(null, id, null);
    }

    static About run(RunId run) {
        return new About(null, null, run);
    }
}
