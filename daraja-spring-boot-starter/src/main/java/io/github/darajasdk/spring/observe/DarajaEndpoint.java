package io.github.darajasdk.spring.observe;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.TillNumber;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The management endpoint {@code daraja}: who is paid, how calls and callbacks went since the start. No secrets. */
@Endpoint(id = "daraja")
public final class DarajaEndpoint {

    private final Supplier<Map<String, DarajaClient>> clients;
    private final DarajaActivity activity;

    /**
     * Makes the endpoint.
     *
     * @param clients the clients by the merchants' names
     * @param activity what happened
     */
    public DarajaEndpoint(Supplier<Map<String, DarajaClient>> clients, DarajaActivity activity) {
        this.clients = clients;
        this.activity = activity;
    }

    /**
     * Reports.
     *
     * @return what the endpoint shows
     */
    @ReadOperation
    public Report report() {
        Map<String, MerchantReport> merchants = new TreeMap<>();
        clients.get().forEach((name, client) -> merchants.put(name, report(client, activity.of(name))));
        return new Report(merchants, activity.callbacks(), activity.refusals());
    }

    private static MerchantReport report(DarajaClient client, DarajaActivity.Snapshot snapshot) {
        Merchant merchant = client.merchant();
        Map<String, String> breakers = new TreeMap<>(Map.of("money", "closed", "reads", "closed"));
        snapshot.breakers().forEach((word, state) -> breakers.put(word, Words.of(state)));
        return new MerchantReport(
                client.environment().name(),
                Words.of(merchant.type()),
                merchant.shortCode().value(),
                merchant.tillNumber().map(TillNumber::value).orElse(null),
                snapshot.lastSuccess().orElse(null),
                breakers,
                snapshot.calls(),
                snapshot.codes());
    }

    /**
     * All of it.
     *
     * @param merchants by name
     * @param callbacks counts of callbacks read, by purpose and outcome
     * @param refusals counts of requests refused or unreadable, by reason
     */
    public record Report(
            Map<String, MerchantReport> merchants, Map<String, Long> callbacks, Map<String, Long> refusals) {}

    /**
     * One merchant.
     *
     * @param environment {@code sandbox}, {@code production} or {@code custom}
     * @param type {@code paybill} or {@code till}
     * @param shortCode the short code
     * @param tillNumber the till, or null
     * @param lastSuccess when a call last succeeded, or null
     * @param breakers state by class of operation
     * @param calls counts by operation and outcome
     * @param codes counts of Daraja's error codes
     */
    public record MerchantReport(
            String environment,
            String type,
            String shortCode,
            @Nullable String tillNumber,
            @Nullable Instant lastSuccess,
            Map<String, String> breakers,
            Map<String, Long> calls,
            Map<String, Long> codes) {}
}
