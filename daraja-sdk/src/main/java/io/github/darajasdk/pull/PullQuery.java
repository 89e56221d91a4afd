package io.github.darajasdk.pull;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.check.Checks;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for the customer payments of a stretch of time, at most 48 hours back. */
public final class PullQuery {

    private final @Nullable ShortCode shortCode;
    private final Instant from;
    private final Instant to;
    private final int offset;

    private PullQuery(Builder builder) {
        this.shortCode = builder.shortCode;
        this.from = Checks.required(builder.from, "a pull query", "from");
        this.to = Checks.required(builder.to, "a pull query", "to");
        this.offset = builder.offset;
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a pull query must begin before it ends");
        }
        if (offset < 0) {
            throw new IllegalArgumentException("the offset of a pull query must be 0 or more, not " + offset);
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
     * Returns whose payments are asked for, if it is not the client's own merchant.
     *
     * @return the short code, or empty
     */
    public Optional<ShortCode> shortCode() {
        return Optional.ofNullable(shortCode);
    }

    /**
     * Returns the beginning.
     *
     * @return not more than 48 hours ago
     */
    public Instant from() {
        return from;
    }

    /**
     * Returns the end.
     *
     * @return after the beginning
     */
    public Instant to() {
        return to;
    }

    /**
     * Returns how many rows are skipped.
     *
     * @return 0 or more
     */
    public int offset() {
        return offset;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PullQuery that
                && Objects.equals(shortCode, that.shortCode)
                && from.equals(that.from)
                && to.equals(that.to)
                && offset == that.offset;
    }

    @Override
    public int hashCode() {
        return Objects.hash(shortCode, from, to, offset);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "PullQuery[" + from + ", " + to + ", " + offset + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable ShortCode shortCode;
        private @Nullable Instant from;
        private @Nullable Instant to;
        private int offset;

        private Builder() {}

        /**
         * Sets whose payments are asked for. Default: the client's merchant.
         *
         * @param shortCode the short code
         * @return this builder
         */
        public Builder shortCode(ShortCode shortCode) {
            this.shortCode = shortCode;
            return this;
        }

        /**
         * Sets the beginning. Required.
         *
         * @param from not more than 48 hours ago
         * @return this builder
         */
        public Builder from(Instant from) {
            this.from = from;
            return this;
        }

        /**
         * Sets the end. Required.
         *
         * @param to after the beginning
         * @return this builder
         */
        public Builder to(Instant to) {
            this.to = to;
            return this;
        }

        /**
         * Sets how many rows to skip, to read on after a first page. Default 0.
         *
         * @param offset 0 or more
         * @return this builder
         */
        public Builder offset(int offset) {
            this.offset = offset;
            return this;
        }

        /**
         * Completes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required part is missing or the parts do not fit together
         */
        public PullQuery build() {
            return new PullQuery(this);
        }
    }
}
