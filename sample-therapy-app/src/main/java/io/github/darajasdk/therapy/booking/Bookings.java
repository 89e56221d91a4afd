package io.github.darajasdk.therapy.booking;

import io.github.darajasdk.therapy.account.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Face of this package. Every change is one guarded update; a change that the session's present state does not allow
 * throws {@link SessionStateException} and changes nothing. Events are published inside the transaction.
 */
public interface Bookings {

    Optional<TherapySession> find(SessionId id);

    /** Sessions by id; unknown ids are absent. */
    Map<SessionId, TherapySession> findAll(Collection<SessionId> ids);

    Optional<TherapySession> findByBookingNumber(String bookingNumber);

    /** Sessions of a client, the next one first. */
    List<TherapySession> ofClient(UserId client);

    /** Sessions of a therapist, the next one first. */
    List<TherapySession> ofTherapist(UserId therapist);

    /** A client asks for a session; it waits for the therapist's approval. */
    TherapySession request(SessionRequest request);

    /** Only the session's own therapist may. */
    void approve(SessionId id, UserId therapist);

    /** Only the session's own therapist may. */
    void decline(SessionId id, UserId therapist, String reason);

    /** Its client or its therapist may, until it has begun. */
    void cancel(SessionId id, UserId by);

    /**
     * Reads the session and holds its row until the transaction ends. Every decision about its money begins here, so
     * two attempts of one session cannot both win.
     *
     * @throws IllegalStateException outside a transaction
     */
    TherapySession lockForPayment(SessionId id);

    /** Money arrived: APPROVED becomes CONFIRMED. Any other state is left as it is; the answer says whether it moved. */
    boolean confirmPaid(SessionId id);

    /** Money went back: CONFIRMED becomes APPROVED. Any other state is left as it is; the answer says whether it moved. */
    boolean reopenUnpaid(SessionId id);
}
