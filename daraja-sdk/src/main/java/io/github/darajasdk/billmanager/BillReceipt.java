package io.github.darajasdk.billmanager;

import io.github.darajasdk.Amount;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.internal.check.Checks;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The acknowledgement of a bill's payment; M-PESA sends the customer an e-receipt for it. */
public final class BillReceipt {

    private final LocalDate paymentDate;
    private final Amount amount;
    private final String accountReference;
    private final ReceiptNumber receiptNumber;
    private final Msisdn phoneNumber;
    private final String fullName;
    private final String invoiceName;
    private final String externalReference;

    private BillReceipt(Builder builder) {
        this.paymentDate = Checks.required(builder.paymentDate, "a bill receipt", "paymentDate");
        this.amount = Checks.required(builder.amount, "a bill receipt", "amount");
        this.accountReference = Checks.required(builder.accountReference, "a bill receipt", "accountReference");
        this.receiptNumber = Checks.required(builder.receiptNumber, "a bill receipt", "receiptNumber");
        this.phoneNumber = Checks.required(builder.phoneNumber, "a bill receipt", "phoneNumber");
        this.fullName = Checks.required(builder.fullName, "a bill receipt", "fullName");
        this.invoiceName = Checks.required(builder.invoiceName, "a bill receipt", "invoiceName");
        this.externalReference = Checks.required(builder.externalReference, "a bill receipt", "externalReference");
    }

    /**
     * Starts an empty request.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns when it was paid.
     *
     * @return a day in Kenya
     */
    public LocalDate paymentDate() {
        return paymentDate;
    }

    /**
     * Returns how much was paid.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns the account it was paid to.
     *
     * @return one to 20 characters
     */
    public String accountReference() {
        return accountReference;
    }

    /**
     * Returns the receipt of the payment.
     *
     * @return the receipt
     */
    public ReceiptNumber receiptNumber() {
        return receiptNumber;
    }

    /**
     * Returns who paid.
     *
     * @return a Kenyan mobile number
     */
    public Msisdn phoneNumber() {
        return phoneNumber;
    }

    /**
     * Returns the customer's name.
     *
     * @return one to 100 characters
     */
    public String fullName() {
        return fullName;
    }

    /**
     * Returns what was billed.
     *
     * @return one to 50 characters
     */
    public String invoiceName() {
        return invoiceName;
    }

    /**
     * Returns our own number of the invoice.
     *
     * @return one to 50 characters
     */
    public String externalReference() {
        return externalReference;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BillReceipt that
                && paymentDate.equals(that.paymentDate)
                && amount.equals(that.amount)
                && accountReference.equals(that.accountReference)
                && receiptNumber.equals(that.receiptNumber)
                && phoneNumber.equals(that.phoneNumber)
                && fullName.equals(that.fullName)
                && invoiceName.equals(that.invoiceName)
                && externalReference.equals(that.externalReference);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                paymentDate,
                amount,
                accountReference,
                receiptNumber,
                phoneNumber,
                fullName,
                invoiceName,
                externalReference);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "BillReceipt[" + receiptNumber + ", " + amount + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable LocalDate paymentDate;
        private @Nullable Amount amount;
        private @Nullable String accountReference;
        private @Nullable ReceiptNumber receiptNumber;
        private @Nullable Msisdn phoneNumber;
        private @Nullable String fullName;
        private @Nullable String invoiceName;
        private @Nullable String externalReference;

        private Builder() {}

        /**
         * Sets when it was paid. Required.
         *
         * @param paymentDate a day in Kenya
         * @return this builder
         */
        public Builder paymentDate(LocalDate paymentDate) {
            this.paymentDate = paymentDate;
            return this;
        }

        /**
         * Sets how much was paid. Required.
         *
         * @param amount whole shillings
         * @return this builder
         */
        public Builder amount(Amount amount) {
            this.amount = amount;
            return this;
        }

        /**
         * Sets the account it was paid to. Required.
         *
         * @param accountReference one to 20 characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has control characters
         */
        public Builder accountReference(String accountReference) {
            this.accountReference = Checks.words(accountReference, "accountReference", 1, 20);
            return this;
        }

        /**
         * Sets the receipt of the payment. Required.
         *
         * @param receiptNumber the receipt
         * @return this builder
         */
        public Builder receiptNumber(ReceiptNumber receiptNumber) {
            this.receiptNumber = receiptNumber;
            return this;
        }

        /**
         * Sets who paid. Required.
         *
         * @param phoneNumber a Kenyan mobile number
         * @return this builder
         */
        public Builder phoneNumber(Msisdn phoneNumber) {
            this.phoneNumber = phoneNumber;
            return this;
        }

        /**
         * Sets the customer's name. Required.
         *
         * @param fullName one to 100 characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has control characters
         */
        public Builder fullName(String fullName) {
            this.fullName = Checks.words(fullName, "fullName", 1, 100);
            return this;
        }

        /**
         * Sets what was billed. Required.
         *
         * @param invoiceName one to 50 characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has control characters
         */
        public Builder invoiceName(String invoiceName) {
            this.invoiceName = Checks.words(invoiceName, "invoiceName", 1, 50);
            return this;
        }

        /**
         * Sets our own number of the invoice. Required.
         *
         * @param externalReference one to 50 characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has control characters
         */
        public Builder externalReference(String externalReference) {
            this.externalReference = Checks.words(externalReference, "externalReference", 1, 50);
            return this;
        }

        /**
         * Completes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required part is missing
         */
        public BillReceipt build() {
            return new BillReceipt(this);
        }
    }
}
