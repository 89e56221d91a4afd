package io.github.darajasdk.subscriber;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What the network knows about a number.
 *
 * @param imsiHash the IMSI, hashed by Safaricom
 * @param lastSwap in Nairobi; empty if there was no change in the last three months
 * @param registered when the number was registered, in Nairobi
 * @param rawBody the answer exactly as received
 */
public record Imsi(
        String imsiHash, Optional<LocalDateTime> lastSwap, Optional<LocalDateTime> registered, String rawBody) {
    /** Leaves out what is personal. */
    @Override
    public String toString() {
        return "Imsi[" + lastSwap + "]";
    }
}
