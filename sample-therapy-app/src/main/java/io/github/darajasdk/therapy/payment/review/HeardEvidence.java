package io.github.darajasdk.therapy.payment.review;

import io.github.darajasdk.therapy.platform.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A piece of evidence as a person may see it.
 *
 * @param source name of the channel; {@code CALLBACK}, {@code QUERY}, {@code PULL} …
 * @param meaning what it says: {@code PAID}, {@code NOT_PAID} …
 * @param disposition what became of it: {@code APPLIED}, {@code QUARANTINED} …
 * @param maskedBody as it came, with phones and names masked, at most 4,000 characters
 * @param note why it was set aside, or what went wrong while it was handled
 */
public record HeardEvidence(
        UUID id,
        String source,
        String meaning,
        String disposition,
        Optional<String> resultCode,
        Optional<String> resultDescription,
        Optional<String> receipt,
        Optional<Money> amount,
        Optional<String> maskedPhone,
        Optional<Instant> transactionTime,
        Instant receivedAt,
        String maskedBody,
        Optional<String> note) {

    /** Set aside, and can be handled once more. */
    public boolean isQuarantined() {
        return disposition.equals("QUARANTINED");
    }
}
