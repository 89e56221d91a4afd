package io.github.darajasdk.billmanager;

import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joining Bill Manager, or changing what was given when joining. */
public final class BillManagerOptIn {

    private final @Nullable ShortCode shortCode;
    private final String email;
    private final Msisdn officialContact;
    private final boolean sendReminders;
    private final @Nullable String logo;
    private final URI callbackUrl;

    private BillManagerOptIn(Builder builder) {
        this.shortCode = builder.shortCode;
        this.email = Checks.required(builder.email, "joining Bill Manager", "email");
        this.officialContact = Checks.required(builder.officialContact, "joining Bill Manager", "officialContact");
        this.sendReminders = builder.sendReminders;
        this.logo = builder.logo;
        this.callbackUrl = Checks.required(builder.callbackUrl, "joining Bill Manager", "callbackUrl");
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
     * Returns who bills, if it is not the client's own merchant.
     *
     * @return the short code, or empty
     */
    public Optional<ShortCode> shortCode() {
        return Optional.ofNullable(shortCode);
    }

    /**
     * Returns the address M-PESA writes to.
     *
     * @return one to 100 characters
     */
    public String email() {
        return email;
    }

    /**
     * Returns the number M-PESA calls.
     *
     * @return a Kenyan mobile number
     */
    public Msisdn officialContact() {
        return officialContact;
    }

    /**
     * Returns whether M-PESA reminds customers before the due date.
     *
     * @return true if it does
     */
    public boolean sendReminders() {
        return sendReminders;
    }

    /**
     * Returns a logo.
     *
     * @return one to 200 characters, or empty
     */
    public Optional<String> logo() {
        return Optional.ofNullable(logo);
    }

    /**
     * Returns where payments of bills are reported, up to five times each.
     *
     * @return absolute http or https address, with a secret of its own
     */
    public URI callbackUrl() {
        return callbackUrl;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BillManagerOptIn that
                && Objects.equals(shortCode, that.shortCode)
                && email.equals(that.email)
                && officialContact.equals(that.officialContact)
                && sendReminders == that.sendReminders
                && Objects.equals(logo, that.logo)
                && callbackUrl.equals(that.callbackUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shortCode, email, officialContact, sendReminders, logo, callbackUrl);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "BillManagerOptIn[" + sendReminders + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable ShortCode shortCode;
        private @Nullable String email;
        private @Nullable Msisdn officialContact;
        private boolean sendReminders;
        private @Nullable String logo;
        private @Nullable URI callbackUrl;

        private Builder() {}

        /**
         * Sets who bills. Default: the client's merchant.
         *
         * @param shortCode the short code
         * @return this builder
         */
        public Builder shortCode(ShortCode shortCode) {
            this.shortCode = shortCode;
            return this;
        }

        /**
         * Sets the address M-PESA writes to. Required.
         *
         * @param email one to 100 characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has control characters
         */
        public Builder email(String email) {
            this.email = Checks.words(email, "email", 1, 100);
            return this;
        }

        /**
         * Sets the number M-PESA calls. Required.
         *
         * @param officialContact a Kenyan mobile number
         * @return this builder
         */
        public Builder officialContact(Msisdn officialContact) {
            this.officialContact = officialContact;
            return this;
        }

        /**
         * Sets whether M-PESA reminds customers before the due date. Default false.
         *
         * @param sendReminders whether to remind
         * @return this builder
         */
        public Builder sendReminders(boolean sendReminders) {
            this.sendReminders = sendReminders;
            return this;
        }

        /**
         * Sets a logo. Optional.
         *
         * @param logo one to 200 characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has control characters
         */
        public Builder logo(String logo) {
            this.logo = Checks.words(logo, "logo", 1, 200);
            return this;
        }

        /**
         * Sets where payments of bills are reported, up to five times each. Required.
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
         * @throws IllegalArgumentException if a required part is missing
         */
        public BillManagerOptIn build() {
            return new BillManagerOptIn(this);
        }
    }
}
