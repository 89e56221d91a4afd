package io.github.darajasdk.therapy.reconciliation.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A phone of M-PESA's records as a person may see it. */
final class ShownPhone {

    private static final int HASH = 64;
    private static final int KEPT_OF_HASH = 4;
    private static final int KEPT_AT_THE_END = 3;
    private static final int KEPT_IN_FRONT = 6;

    private ShownPhone() {}

    /** @param phone whole, masked by M-PESA, or a hash */
    static Optional<String> of(@Nullable String phone) {
        if (phone == null) {
            return Optional.empty();
        }
        if (phone.length() == HASH) {
            return Optional.of(phone.substring(0, KEPT_OF_HASH) + "…" + phone.substring(HASH - KEPT_OF_HASH));
        }
        if (phone.contains("*") || phone.length() < KEPT_IN_FRONT + KEPT_AT_THE_END) {
            return Optional.of(phone.replaceAll("[*]+", "•••"));
        }
        return Optional.of(
                phone.substring(0, KEPT_IN_FRONT) + "•••" + phone.substring(phone.length() - KEPT_AT_THE_END));
    }
}
