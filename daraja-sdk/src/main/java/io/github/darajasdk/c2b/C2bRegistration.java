package io.github.darajasdk.c2b;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where M-PESA asks about and reports the payments that customers make by themselves. In production a short code is registered once; to change it, ask Safaricom. */
public final class C2bRegistration {

    private final C2bVersion version;
    private final @Nullable ShortCode shortCode;
    private final C2bDefault whenUnanswered;
    private final URI confirmationUrl;
    private final URI validationUrl;

    private C2bRegistration(Builder builder) {
        this.version = builder.version;
        this.shortCode = builder.shortCode;
        this.whenUnanswered = Checks.required(builder.whenUnanswered, "a C2B registration", "whenUnanswered");
        this.confirmationUrl = Checks.required(builder.confirmationUrl, "a C2B registration", "confirmationUrl");
        this.validationUrl = Checks.required(builder.validationUrl, "a C2B registration", "validationUrl");
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
     * Returns which edition of the product the app has.
     *
     * @return V1 or V2
     */
    public C2bVersion version() {
        return version;
    }

    /**
     * Returns whose payments are reported, if it is not the client's own merchant.
     *
     * @return the short code, or empty
     */
    public Optional<ShortCode> shortCode() {
        return Optional.ofNullable(shortCode);
    }

    /**
     * Returns what M-PESA does when the validation address does not answer.
     *
     * @return complete or cancel
     */
    public C2bDefault whenUnanswered() {
        return whenUnanswered;
    }

    /**
     * Returns where payments are reported.
     *
     * @return absolute http or https address, with a secret of its own
     */
    public URI confirmationUrl() {
        return confirmationUrl;
    }

    /**
     * Returns where M-PESA asks first, if external validation is switched on.
     *
     * @return absolute http or https address, with a secret of its own
     */
    public URI validationUrl() {
        return validationUrl;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof C2bRegistration that
                && version.equals(that.version)
                && Objects.equals(shortCode, that.shortCode)
                && whenUnanswered.equals(that.whenUnanswered)
                && confirmationUrl.equals(that.confirmationUrl)
                && validationUrl.equals(that.validationUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, shortCode, whenUnanswered, confirmationUrl, validationUrl);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "C2bRegistration[" + version + ", " + whenUnanswered + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private C2bVersion version = C2bVersion.V2;
        private @Nullable ShortCode shortCode;
        private @Nullable C2bDefault whenUnanswered;
        private @Nullable URI confirmationUrl;
        private @Nullable URI validationUrl;

        private Builder() {}

        /**
         * Sets which edition of the product the app has. Default V2; the wrong one is refused for lack of the
         * product.
         *
         * @param version V1 or V2
         * @return this builder
         */
        public Builder version(C2bVersion version) {
            this.version = version;
            return this;
        }

        /**
         * Sets whose payments are reported. Default: the client's merchant.
         *
         * @param shortCode the short code
         * @return this builder
         */
        public Builder shortCode(ShortCode shortCode) {
            this.shortCode = shortCode;
            return this;
        }

        /**
         * Sets what M-PESA does when the validation address does not answer. Required.
         *
         * @param whenUnanswered complete or cancel
         * @return this builder
         */
        public Builder whenUnanswered(C2bDefault whenUnanswered) {
            this.whenUnanswered = whenUnanswered;
            return this;
        }

        /**
         * Sets where payments are reported. Required.
         *
         * @param confirmationUrl absolute http or https address, with a secret of its own
         * @return this builder
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder confirmationUrl(URI confirmationUrl) {
            this.confirmationUrl = Checks.url(confirmationUrl, "confirmation URL");
            return this;
        }

        /**
         * Sets where M-PESA asks first, if external validation is switched on. Required.
         *
         * @param validationUrl absolute http or https address, with a secret of its own
         * @return this builder
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder validationUrl(URI validationUrl) {
            this.validationUrl = Checks.url(validationUrl, "validation URL");
            return this;
        }

        /**
         * Completes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required part is missing
         */
        public C2bRegistration build() {
            return new C2bRegistration(this);
        }
    }
}
