package io.github.darajasdk.standingorder;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A standing order, which the customer confirms with the PIN. */
public final class StandingOrderRequest {

    private final StandingOrderEdition edition;
    private final String name;
    private final @Nullable ConversationId requestId;
    private final Msisdn phoneNumber;
    private final Amount amount;
    private final LocalDate startDate;
    private final LocalDate endDate;
    private final StandingOrderFrequency frequency;
    private final AccountReference accountReference;
    private final String description;
    private final URI callbackUrl;

    private StandingOrderRequest(Builder builder) {
        this.edition = builder.edition;
        this.name = Checks.required(builder.name, "a standing order", "name");
        this.requestId = builder.requestId;
        this.phoneNumber = Checks.required(builder.phoneNumber, "a standing order", "phoneNumber");
        this.amount = Checks.required(builder.amount, "a standing order", "amount");
        this.startDate = Checks.required(builder.startDate, "a standing order", "startDate");
        this.endDate = Checks.required(builder.endDate, "a standing order", "endDate");
        this.frequency = Checks.required(builder.frequency, "a standing order", "frequency");
        this.accountReference = Checks.required(builder.accountReference, "a standing order", "accountReference");
        this.description = Checks.required(builder.description, "a standing order", "description");
        this.callbackUrl = Checks.required(builder.callbackUrl, "a standing order", "callbackUrl");
        if (endDate.isBefore(startDate)) {
            throw new IllegalArgumentException("a standing order must not end before it starts");
        }
        if (edition == StandingOrderEdition.Y2026 && requestId == null) {
            throw new IllegalArgumentException(
                    "a standing order of the edition 2026 needs requestId: set it on the builder");
        }
        edition.number(frequency); // refuses a frequency that the edition does not have
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
     * Returns which edition of the documentation the product follows.
     *
     * @return the edition
     */
    public StandingOrderEdition edition() {
        return edition;
    }

    /**
     * Returns the name of the standing order, unique for the customer.
     *
     * @return one to fifty plain characters
     */
    public String name() {
        return name;
    }

    /**
     * Returns the caller's own id, which the edition of 2026 needs and echoes.
     *
     * @return the id, or empty
     */
    public Optional<ConversationId> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * Returns who pays.
     *
     * @return the customer's number
     */
    public Msisdn phoneNumber() {
        return phoneNumber;
    }

    /**
     * Returns how much each time.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns the first day.
     *
     * @return a day in Kenya
     */
    public LocalDate startDate() {
        return startDate;
    }

    /**
     * Returns the last day.
     *
     * @return not before the first
     */
    public LocalDate endDate() {
        return endDate;
    }

    /**
     * Returns how often it is paid.
     *
     * @return the frequency
     */
    public StandingOrderFrequency frequency() {
        return frequency;
    }

    /**
     * Returns the account that is paid to.
     *
     * @return up to twelve characters
     */
    public AccountReference accountReference() {
        return accountReference;
    }

    /**
     * Returns a short description.
     *
     * @return one to thirteen plain characters
     */
    public String description() {
        return description;
    }

    /**
     * Returns where M-PESA reports whether it was set up.
     *
     * @return absolute http or https address, with a secret of its own
     */
    public URI callbackUrl() {
        return callbackUrl;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StandingOrderRequest that
                && edition.equals(that.edition)
                && name.equals(that.name)
                && Objects.equals(requestId, that.requestId)
                && phoneNumber.equals(that.phoneNumber)
                && amount.equals(that.amount)
                && startDate.equals(that.startDate)
                && endDate.equals(that.endDate)
                && frequency.equals(that.frequency)
                && accountReference.equals(that.accountReference)
                && description.equals(that.description)
                && callbackUrl.equals(that.callbackUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                edition,
                name,
                requestId,
                phoneNumber,
                amount,
                startDate,
                endDate,
                frequency,
                accountReference,
                description,
                callbackUrl);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "StandingOrderRequest[" + name + ", " + amount + ", " + frequency + ", " + phoneNumber + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private StandingOrderEdition edition = StandingOrderEdition.Y2026;
        private @Nullable String name;
        private @Nullable ConversationId requestId;
        private @Nullable Msisdn phoneNumber;
        private @Nullable Amount amount;
        private @Nullable LocalDate startDate;
        private @Nullable LocalDate endDate;
        private @Nullable StandingOrderFrequency frequency;
        private @Nullable AccountReference accountReference;
        private @Nullable String description;
        private @Nullable URI callbackUrl;

        private Builder() {}

        /**
         * Sets which edition of the documentation the product follows. Default 2026. The same frequency number means
         * different things in the two: try it out first.
         *
         * @param edition the edition
         * @return this builder
         */
        public Builder edition(StandingOrderEdition edition) {
            this.edition = edition;
            return this;
        }

        /**
         * Sets the name of the standing order, unique for the customer. Required.
         *
         * @param name one to fifty plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder name(String name) {
            this.name = Checks.text(name, "name", 1, 50);
            return this;
        }

        /**
         * Sets the caller's own id, for example a random UUID. Required by the edition of 2026, which echoes it.
         *
         * @param requestId the id
         * @return this builder
         */
        public Builder requestId(ConversationId requestId) {
            this.requestId = requestId;
            return this;
        }

        /**
         * Sets who pays. Required.
         *
         * @param phoneNumber the customer's number
         * @return this builder
         */
        public Builder phoneNumber(Msisdn phoneNumber) {
            this.phoneNumber = phoneNumber;
            return this;
        }

        /**
         * Sets how much each time. Required.
         *
         * @param amount whole shillings
         * @return this builder
         */
        public Builder amount(Amount amount) {
            this.amount = amount;
            return this;
        }

        /**
         * Sets the first day. Required.
         *
         * @param startDate a day in Kenya
         * @return this builder
         */
        public Builder startDate(LocalDate startDate) {
            this.startDate = startDate;
            return this;
        }

        /**
         * Sets the last day. Required.
         *
         * @param endDate not before the first
         * @return this builder
         */
        public Builder endDate(LocalDate endDate) {
            this.endDate = endDate;
            return this;
        }

        /**
         * Sets how often it is paid. Required.
         *
         * @param frequency the frequency
         * @return this builder
         */
        public Builder frequency(StandingOrderFrequency frequency) {
            this.frequency = frequency;
            return this;
        }

        /**
         * Sets the account that is paid to. Required.
         *
         * @param accountReference up to twelve characters
         * @return this builder
         */
        public Builder accountReference(AccountReference accountReference) {
            this.accountReference = accountReference;
            return this;
        }

        /**
         * Sets a short description. Required.
         *
         * @param description one to thirteen plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder description(String description) {
            this.description = Checks.text(description, "description", 1, 13);
            return this;
        }

        /**
         * Sets where M-PESA reports whether it was set up. Required.
         *
         * @param callbackUrl absolute http or https address, with a secret of its own
         * @return this builder
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder callbackUrl(URI callbackUrl) {
            this.callbackUrl = Checks.url(callbackUrl, "callback URL");
            return this;
        }

        /**
         * Completes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required part is missing or the parts do not fit together
         */
        public StandingOrderRequest build() {
            return new StandingOrderRequest(this);
        }
    }
}
