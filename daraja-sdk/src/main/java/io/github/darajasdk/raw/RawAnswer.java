package io.github.darajasdk.raw;

/**
 * An answer as it came.
 *
 * @param httpStatus 200 to 299
 * @param body a JSON object, exactly as received
 */
public record RawAnswer(int httpStatus, String body) {
    /** Leaves out what is personal. */
    @Override
    public String toString() {
        return "RawAnswer[" + httpStatus + "]";
    }
}
