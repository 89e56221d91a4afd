package io.github.darajasdk.therapy.notification;

import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.reconciliation.Run;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something a user was told. Its words are made when they are needed, in the reader's language, by
 * {@link NotificationWords}.
 *
 * @param kind what happened
 * @param subject what it is about, as that is now
 * @param detail M-PESA's result code for {@link Kind#PAYMENT_FAILED}; its receipt number where a kind is about a receipt
 */
public record Notification(UUID id, Kind kind, Subject subject, Optional<String> detail, Instant at, boolean read) {

    /** What a notification is about. */
    public sealed interface Subject {}

    /** @param otherParty the therapist for a client, the client for a therapist */
    public record OfSession(TherapySession session, User otherParty) implements Subject {}

    public record OfCase(PaymentCase of) implements Subject {}

    public record OfRun(Run run) implements Subject {}

    /** Nothing but the notification itself. */
    public record OfNothing() implements Subject {}

    /** What one can be told. */
    public enum Kind {
        /** To the therapist: a client asks for a session. */
        SESSION_REQUESTED("session-requested"),
        /** To the client: approved, and can be paid now. */
        SESSION_APPROVED("session-approved"),
        /** To the client. */
        SESSION_DECLINED("session-declined"),
        /** To both. */
        SESSION_CANCELLED("session-cancelled"),
        /** To the client: paid and confirmed; with the receipt where it is known. */
        PAYMENT_CONFIRMED("payment-confirmed"),
        /** To the therapist: the client has paid. */
        SESSION_PAID("session-paid"),
        /** To the client, with the reason. */
        PAYMENT_FAILED("payment-failed"),
        /** To the client: the receipt of a payment that was confirmed before. */
        RECEIPT_ARRIVED("receipt-arrived"),
        /** To both: the money went back, and the session is to be paid again. */
        PAYMENT_REVERSED("payment-reversed"),
        /** To the client: money that paid no session went back. */
        MONEY_RETURNED("money-returned"),

        /** To administrators: something needs a person. */
        CASE_OPENED("case-opened"),
        /** To administrators: both books were compared and agree. */
        RUN_FINISHED("run-finished"),
        /** To administrators: both books were compared and do not agree. */
        DISCREPANCIES_FOUND("discrepancies-found"),
        /** To administrators: a comparison cannot go on. */
        RUN_FAILED("run-failed"),
        /** To administrators: a comparison was stopped by a person. */
        RUN_CANCELLED("run-cancelled"),

        /** To whoever asked for it: the channels work. */
        TEST("test");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        /**
         * The sentence in the message bundle. Its arguments where it is about a session: {0} the other party's name,
         * {1} the session's date and time, {2} its price, {3} the detail (receipt, or the sentence for the result
         * code). About a case: {0} its headline, {1} its amount. About a run: {0} and {1} its period, {2} how many
         * items matched, {3} how many do not agree, {4} what M-PESA has more than we.
         */
        public String messageKey() {
            return "notification." + name;
        }

        /**
         * A few words for a subject line or a text message, which others may see on a locked phone: no names, nothing
         * about what is paid for. The same arguments.
         */
        public String headlineKey() {
            return "notification.headline." + name;
        }
    }
}
