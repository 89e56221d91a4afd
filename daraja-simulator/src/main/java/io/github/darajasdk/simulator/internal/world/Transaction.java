package io.github.darajasdk.simulator.internal.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A movement of money, or the attempt at one, as Transaction Status, Pull, Reversal and the statement know it.
 *
 * @param receipt M-PESA's receipt number; a failed one has one too
 * @param road how the money went
 * @param originatorConversationId the caller's identifier, or the push's {@code MerchantRequestID}
 * @param conversationId M-PESA's identifier
 * @param status {@code Completed}, {@code Declined}, …
 * @param cents hundredths of a shilling
 * @param debitParty {@code 600992 - NAME} or {@code 254… - NAME}
 * @param creditParty likewise
 * @param shortCode the organisation it concerns: who was paid by a customer, else who paid
 * @param msisdn the subscriber it concerns, or null
 * @param account the bill reference, may be empty
 */
public record Transaction(
        String receipt,
        Road road,
        String originatorConversationId,
        String conversationId,
        Instant initiatedAt,
        Instant finalisedAt,
        String status,
        long cents,
        String debitParty,
        String creditParty,
        String shortCode,
        @Nullable String msisdn,
        String account) {

    /** The roads money goes, with the words of M-PESA's records. */
    public enum Road {
        /** From a customer to a paybill. */
        PAY_BILL("Pay Bill Online", "MMF Account For Customer"),
        /** From a customer to a till. */
        BUY_GOODS("Customer Buy Goods Online", "MMF Account For Customer"),
        /** From an organisation to a customer. */
        B2C("Business Payment to Customer via API", "Utility Account"),
        /** From an organisation to a customer's Pochi. */
        POCHI("Business Pay to Pochi via API", "Utility Account"),
        /** From an organisation to another. */
        B2B("Business Pay Bill Online", "Working Account"),
        /** Back to where it came from. */
        REVERSAL("Transaction Reversal", "Utility Account");

        private final String reasonType;
        private final String debitAccountType;

        Road(String reasonType, String debitAccountType) {
            this.reasonType = reasonType;
            this.debitAccountType = debitAccountType;
        }

        /** Returns what a statement calls it. */
        public String reasonType() {
            return reasonType;
        }

        /** Returns the kind of account that paid. */
        public String debitAccountType() {
            return debitAccountType;
        }
    }

    /** Returns whether a customer paid an organisation. */
    public boolean fromCustomer() {
        return road == Road.PAY_BILL || road == Road.BUY_GOODS;
    }

    /** Returns whether money moved. */
    public boolean completed() {
        return status.equals("Completed");
    }
}
