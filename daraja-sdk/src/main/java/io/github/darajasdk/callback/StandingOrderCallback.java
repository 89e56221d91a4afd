package io.github.darajasdk.callback;

import io.github.darajasdk.ResultCode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a standing order was set up. Anyone can send such a body: check the address it came to. No money has moved. Made
 * by {@link CallbackParser}. Immutable.
 */
public abstract sealed class StandingOrderCallback {

    private final @Nullable String requestReference;
    private final ResultCode resultCode;
    private final String resultDescription;
    private final Map<String, String> items;

    private StandingOrderCallback(
            @Nullable String requestReference,
            ResultCode resultCode,
            String resultDescription,
            Map<String, String> items) {
        this.requestReference = requestReference;
        this.resultCode = resultCode;
        this.resultDescription = resultDescription;
        this.items = items;
    }

    /**
     * Returns the caller's own id in the edition of 2026, Daraja's in the one of 2025.
     *
     * @return the id, or empty
     */
    public Optional<String> requestReference() {
        return Optional.ofNullable(requestReference);
    }

    /**
     * Returns the code.
     *
     * @return the result code
     */
    public ResultCode resultCode() {
        return resultCode;
    }

    /**
     * Returns M-PESA's text. Decide on the code, never on this.
     *
     * @return the text, possibly empty
     */
    public String resultDescription() {
        return resultDescription;
    }

    /**
     * Returns all items by name, in M-PESA's own spelling: {@code status} and {@code Status} are two of them.
     *
     * @return unmodifiable
     */
    public Map<String, String> items() {
        return items;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + requestReference + ", " + resultCode + "]";
    }

    /** Set up: code 0. */
    public static final class Created extends StandingOrderCallback {
        Created(@Nullable String reference, ResultCode code, String description, Map<String, String> items) {
            super(reference, code, description, items);
        }
    }

    /** Not set up, and it will not be: a code that the catalogue marks final. */
    public static final class NotCreated extends StandingOrderCallback {
        NotCreated(@Nullable String reference, ResultCode code, String description, Map<String, String> items) {
            super(reference, code, description, items);
        }
    }

    /** Nothing that can be relied on: a soft or unknown code. */
    public static final class Unresolved extends StandingOrderCallback {
        Unresolved(@Nullable String reference, ResultCode code, String description, Map<String, String> items) {
            super(reference, code, description, items);
        }
    }
}
