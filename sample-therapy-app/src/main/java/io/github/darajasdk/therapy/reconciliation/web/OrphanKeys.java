package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.reconciliation.Orphan;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Where a page of orphans goes on, as an address says it. */
final class OrphanKeys {

    private OrphanKeys() {}

    /** Empty when the two are no such place. */
    static Optional<Orphan.Key> read(String time, String receipt) {
        try {
            return receipt.isEmpty() ? Optional.empty() : Optional.of(new Orphan.Key(Instant.parse(time), receipt));
        } catch (DateTimeParseException notAMoment) {
            return Optional.empty();
        }
    }
}
