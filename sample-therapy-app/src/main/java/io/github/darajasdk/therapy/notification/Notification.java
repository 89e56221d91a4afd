package io.github.darajasdk.therapy.notification;

import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.TherapySession;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something a user was told. Its words are made when it is shown, in the reader's language.
 *
 * @param kind what happened
 * @param session the session it is about, as it is now
 * @param otherParty the therapist for a client, the client for a therapist
 * @param detail M-PESA's result code for {@link Kind#PAYMENT_FAILED}; its receipt number where a kind is about a receipt
 */
public record Notification(
        UUID id,
        Kind kind,
        TherapySession session,
        User otherParty,
        Optional<String> detail,
        Instant at,
        boolean read) {

    /** What one can be told. */
    public enum Kind {
        /** To the therapist: a client asks for a session. */
        SESSION_REQUESTED("notification.session-requested"),
        /** To the client: approved, and can be paid now. */
        SESSION_APPROVED("notification.session-approved"),
        /** To the client. */
        SESSION_DECLINED("notification.session-declined"),
        /** To both. */
        SESSION_CANCELLED("notification.session-cancelled"),
        /** To the client: paid and confirmed. */
        PAYMENT_CONFIRMED("notification.payment-confirmed"),
        /** To the therapist: the client has paid. */
        SESSION_PAID("notification.session-paid"),
        /** To the client, with the reason. */
        PAYMENT_FAILED("notification.payment-failed"),
        /** To the client: the receipt of a payment that was confirmed before. */
        RECEIPT_ARRIVED("notification.receipt-arrived"),
        /** To both: the money went back, and the session is to be paid again. */
        PAYMENT_REVERSED("notification.payment-reversed"),
        /** To the client: money that paid no session went back. */
        MONEY_RETURNED("notification.money-returned");

        private final String messageKey;

        Kind(String messageKey) {
            this.messageKey = messageKey;
        }

        /**
         * The sentence in the message bundle. Its arguments: {0} the other party's name, {1} the session's date and
         * time, {2} its price, {3} the detail (receipt, or the sentence for the result code).
         */
        public String messageKey() {
            return messageKey;
        }
    }
}
