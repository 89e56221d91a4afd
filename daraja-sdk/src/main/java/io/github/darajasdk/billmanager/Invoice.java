package io.github.darajasdk.billmanager;

import io.github.darajasdk.Amount;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.internal.check.Checks;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A bill to one customer. */
public final class Invoice {

    private final String externalReference;
    private final String billedName;
    private final Msisdn billedPhoneNumber;
    private final String period;
    private final String name;
    private final LocalDate dueDate;
    private final String accountReference;
    private final Amount amount;
    private final List<InvoiceItem> items;

    private Invoice(Builder builder) {
        this.externalReference = Checks.required(builder.externalReference, "an invoice", "externalReference");
        this.billedName = Checks.required(builder.billedName, "an invoice", "billedName");
        this.billedPhoneNumber = Checks.required(builder.billedPhoneNumber, "an invoice", "billedPhoneNumber");
        this.period = Checks.required(builder.period, "an invoice", "period");
        this.name = Checks.required(builder.name, "an invoice", "name");
        this.dueDate = Checks.required(builder.dueDate, "an invoice", "dueDate");
        this.accountReference = Checks.required(builder.accountReference, "an invoice", "accountReference");
        this.amount = Checks.required(builder.amount, "an invoice", "amount");
        this.items = builder.items;
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
     * Returns our own number of the invoice.
     *
     * @return one to 50 characters
     */
    public String externalReference() {
        return externalReference;
    }

    /**
     * Returns the customer's name.
     *
     * @return one to 100 characters
     */
    public String billedName() {
        return billedName;
    }

    /**
     * Returns the customer's number.
     *
     * @return a Kenyan mobile number
     */
    public Msisdn billedPhoneNumber() {
        return billedPhoneNumber;
    }

    /**
     * Returns the billed period, for example October 2026.
     *
     * @return one to 50 characters
     */
    public String period() {
        return period;
    }

    /**
     * Returns what is billed, for example Water.
     *
     * @return one to 50 characters
     */
    public String name() {
        return name;
    }

    /**
     * Returns when it is due.
     *
     * @return a day in Kenya
     */
    public LocalDate dueDate() {
        return dueDate;
    }

    /**
     * Returns the account to pay to.
     *
     * @return one to 20 characters
     */
    public String accountReference() {
        return accountReference;
    }

    /**
     * Returns how much is billed.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns what the amount consists of.
     *
     * @return the items, possibly none
     */
    public List<InvoiceItem> items() {
        return items;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Invoice that
                && externalReference.equals(that.externalReference)
                && billedName.equals(that.billedName)
                && billedPhoneNumber.equals(that.billedPhoneNumber)
                && period.equals(that.period)
                && name.equals(that.name)
                && dueDate.equals(that.dueDate)
                && accountReference.equals(that.accountReference)
                && amount.equals(that.amount)
                && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                externalReference,
                billedName,
                billedPhoneNumber,
                period,
                name,
                dueDate,
                accountReference,
                amount,
                items);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "Invoice[" + externalReference + ", " + amount + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable String externalReference;
        private @Nullable String billedName;
        private @Nullable Msisdn billedPhoneNumber;
        private @Nullable String period;
        private @Nullable String name;
        private @Nullable LocalDate dueDate;
        private @Nullable String accountReference;
        private @Nullable Amount amount;
        private List<InvoiceItem> items = List.of();

        private Builder() {}

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
         * Sets the customer's name. Required.
         *
         * @param billedName one to 100 characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has control characters
         */
        public Builder billedName(String billedName) {
            this.billedName = Checks.words(billedName, "billedName", 1, 100);
            return this;
        }

        /**
         * Sets the customer's number. Required.
         *
         * @param billedPhoneNumber a Kenyan mobile number
         * @return this builder
         */
        public Builder billedPhoneNumber(Msisdn billedPhoneNumber) {
            this.billedPhoneNumber = billedPhoneNumber;
            return this;
        }

        /**
         * Sets the billed period, for example October 2026. Required.
         *
         * @param period one to 50 characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has control characters
         */
        public Builder period(String period) {
            this.period = Checks.words(period, "period", 1, 50);
            return this;
        }

        /**
         * Sets what is billed, for example Water. Required.
         *
         * @param name one to 50 characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has control characters
         */
        public Builder name(String name) {
            this.name = Checks.words(name, "name", 1, 50);
            return this;
        }

        /**
         * Sets when it is due. Required.
         *
         * @param dueDate a day in Kenya
         * @return this builder
         */
        public Builder dueDate(LocalDate dueDate) {
            this.dueDate = dueDate;
            return this;
        }

        /**
         * Sets the account to pay to. Required.
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
         * Sets how much is billed. Required.
         *
         * @param amount whole shillings
         * @return this builder
         */
        public Builder amount(Amount amount) {
            this.amount = amount;
            return this;
        }

        /**
         * Sets what the amount consists of. Default: no items.
         *
         * @param items the items, possibly none
         * @return this builder
         */
        public Builder items(List<InvoiceItem> items) {
            this.items = List.copyOf(items);
            return this;
        }

        /**
         * Completes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required part is missing
         */
        public Invoice build() {
            return new Invoice(this);
        }
    }
}
