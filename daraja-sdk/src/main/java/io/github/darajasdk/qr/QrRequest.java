package io.github.darajasdk.qr;

import io.github.darajasdk.Amount;
import io.github.darajasdk.internal.check.Checks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A QR code that opens a prepared payment in the M-PESA app. */
public final class QrRequest {

    private final String merchantName;
    private final String reference;
    private final Amount amount;
    private final QrType type;
    private final String creditParty;
    private final int size;

    private QrRequest(Builder builder) {
        this.merchantName = Checks.required(builder.merchantName, "a QR code", "merchantName");
        this.reference = Checks.required(builder.reference, "a QR code", "reference");
        this.amount = Checks.required(builder.amount, "a QR code", "amount");
        this.type = Checks.required(builder.type, "a QR code", "type");
        this.creditParty = Checks.required(builder.creditParty, "a QR code", "creditParty");
        this.size = builder.size;
        if (size < 50 || size > 1000) {
            throw new IllegalArgumentException("the size of a QR code must be 50 to 1000 pixels, not " + size);
        }
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
     * Returns the name the payer sees.
     *
     * @return one to fifty plain characters
     */
    public String merchantName() {
        return merchantName;
    }

    /**
     * Returns the account or transaction reference.
     *
     * @return one to twenty plain characters
     */
    public String reference() {
        return reference;
    }

    /**
     * Returns how much is to be paid.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns what the code does.
     *
     * @return the kind of payment
     */
    public QrType type() {
        return type;
    }

    /**
     * Returns who is paid.
     *
     * @return the digits of a till, paybill, agent or phone number
     */
    public String creditParty() {
        return creditParty;
    }

    /**
     * Returns the edge of the picture.
     *
     * @return 50 to 1000 pixels
     */
    public int size() {
        return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QrRequest that
                && merchantName.equals(that.merchantName)
                && reference.equals(that.reference)
                && amount.equals(that.amount)
                && type.equals(that.type)
                && creditParty.equals(that.creditParty)
                && size == that.size;
    }

    @Override
    public int hashCode() {
        return Objects.hash(merchantName, reference, amount, type, creditParty, size);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "QrRequest[" + type + ", " + amount + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable String merchantName;
        private @Nullable String reference;
        private @Nullable Amount amount;
        private @Nullable QrType type;
        private @Nullable String creditParty;
        private int size = 300;

        private Builder() {}

        /**
         * Sets the name the payer sees. Required.
         *
         * @param merchantName one to fifty plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder merchantName(String merchantName) {
            this.merchantName = Checks.text(merchantName, "merchant name", 1, 50);
            return this;
        }

        /**
         * Sets the account or transaction reference. Required.
         *
         * @param reference one to twenty plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder reference(String reference) {
            this.reference = Checks.text(reference, "reference", 1, 20);
            return this;
        }

        /**
         * Sets how much is to be paid. Required.
         *
         * @param amount whole shillings
         * @return this builder
         */
        public Builder amount(Amount amount) {
            this.amount = amount;
            return this;
        }

        /**
         * Sets what the code does. Required.
         *
         * @param type the kind of payment
         * @return this builder
         */
        public Builder type(QrType type) {
            this.type = type;
            return this;
        }

        /**
         * Sets who is paid. Required.
         *
         * @param creditParty the digits of a till, paybill, agent or phone number
         * @return this builder
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder creditParty(String creditParty) {
            this.creditParty = Checks.digits(creditParty, "credit party", 5, 12);
            return this;
        }

        /**
         * Sets the edge of the picture. Default 300.
         *
         * @param size 50 to 1000 pixels
         * @return this builder
         */
        public Builder size(int size) {
            this.size = size;
            return this;
        }

        /**
         * Completes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required part is missing or the parts do not fit together
         */
        public QrRequest build() {
            return new QrRequest(this);
        }
    }
}
