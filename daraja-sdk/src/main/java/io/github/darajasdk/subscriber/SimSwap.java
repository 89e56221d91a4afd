package io.github.darajasdk.subscriber;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * When a SIM was last changed.
 *
 * @param lastSwap in Nairobi; empty if there was no change in the last three months
 * @param rawBody the answer exactly as received
 */
public record SimSwap(Optional<LocalDateTime> lastSwap, String rawBody) {
    /** Leaves out what is personal. */
    @Override
    public String toString() {
        return "SimSwap[" + lastSwap + "]";
    }
}
