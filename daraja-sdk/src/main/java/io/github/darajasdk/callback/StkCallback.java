package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.MerchantRequestId;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultCode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an STK Push ended, as M-PESA reported it. Anyone can send such a body: check the address it came to, that its ids
 * belong to a payment that is waiting, and that the amount is the one that was asked for.
 *
 * <p>Made by {@link CallbackParser}. Immutable.
 */
public abstract sealed class StkCallback {

    private final Facts facts;

    private StkCallback(Facts facts) {
        this.facts = facts;
    }

    /**
     * Returns which prompt this is about.
     *
     * @return the id given when the push was accepted
     */
    public CheckoutRequestId checkoutRequestId() {
        return facts.checkoutRequestId;
    }

    /**
     * Returns Daraja's own correlation id, which must equal the one given when the push was accepted.
     *
     * @return the id
     */
    public MerchantRequestId merchantRequestId() {
        return facts.merchantRequestId;
    }

    /**
     * Returns the code.
     *
     * @return the result code
     */
    public ResultCode resultCode() {
        return facts.resultCode;
    }

    /**
     * Returns M-PESA's text. Decide on the code, never on this; escape it before showing or logging it.
     *
     * @return the text, possibly empty
     */
    public String resultDescription() {
        return facts.resultDescription;
    }

    /**
     * Returns the metadata items this SDK does not know, kept aside by name; of a failure, all items. A value that is not
     * text is given as its JSON, a missing one as empty text.
     *
     * @return unmodifiable, often empty
     */
    public Map<String, String> otherItems() {
        return facts.otherItems;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + checkoutRequestId() + ", " + resultCode() + "]";
    }

    /** Paid: code 0, with receipt and amount. */
    public static final class Paid extends StkCallback {

        private final ReceiptNumber receiptNumber;
        private final Amount amount;
        private final @Nullable Instant transactionTime;
        private final @Nullable String phoneNumber;

        Paid(
                Facts facts,
                ReceiptNumber receiptNumber,
                Amount amount,
                @Nullable Instant transactionTime,
                @Nullable String phoneNumber) {
            super(facts);
            this.receiptNumber = receiptNumber;
            this.amount = amount;
            this.transactionTime = transactionTime;
            this.phoneNumber = phoneNumber;
        }

        /**
         * Returns the receipt: the key for booking the money, once.
         *
         * @return the receipt number
         */
        public ReceiptNumber receiptNumber() {
            return receiptNumber;
        }

        /**
         * Returns what was paid. It must equal what was asked for.
         *
         * @return whole shillings
         */
        public Amount amount() {
            return amount;
        }

        /**
         * Returns when M-PESA moved the money.
         *
         * @return the moment to the second, or empty if the body has none that can be read: use the time of arrival then
         */
        public Optional<Instant> transactionTime() {
            return Optional.ofNullable(transactionTime);
        }

        /**
         * Returns who paid, as received: twelve digits so far, but masked forms exist in other products.
         *
         * @return the number's text, or empty
         */
        public Optional<String> phoneNumber() {
            return Optional.ofNullable(phoneNumber);
        }
    }

    /** Not paid, and it will not be: a code that the catalogue marks final. */
    public static final class NotPaid extends StkCallback {
        NotPaid(Facts facts) {
            super(facts);
        }
    }

    /**
     * Nothing that can be relied on: a soft or unknown code, or a success without receipt or amount. Ask with the query,
     * and keep the payment open.
     */
    public static final class Unresolved extends StkCallback {

        private final @Nullable ReceiptNumber receiptNumber;
        private final @Nullable Amount amount;

        Unresolved(Facts facts, @Nullable ReceiptNumber receiptNumber, @Nullable Amount amount) {
            super(facts);
            this.receiptNumber = receiptNumber;
            this.amount = amount;
        }

        /**
         * Returns the receipt of a success that lacks its amount.
         *
         * @return the receipt, or empty
         */
        public Optional<ReceiptNumber> receiptNumber() {
            return Optional.ofNullable(receiptNumber);
        }

        /**
         * Returns the amount of a success that lacks its receipt.
         *
         * @return the amount, or empty
         */
        public Optional<Amount> amount() {
            return Optional.ofNullable(amount);
        }
    }

    record Facts(
            CheckoutRequestId checkoutRequestId,
            MerchantRequestId merchantRequestId,
            ResultCode resultCode,
            String resultDescription,
            Map<String, String> otherItems) {}
}
