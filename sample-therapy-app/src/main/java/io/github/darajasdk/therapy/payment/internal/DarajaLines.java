package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.spring.autoconfigure.DarajaMerchants;
import io.github.darajasdk.therapy.payment.internal.FormerModes.Former;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The client for each environment and short code that rows of ours may belong to. A row's own choose it, so a change of
 * mode stops new payments and never the questions about old ones.
 */
@Component
class DarajaLines {

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<DarajaClient> ours = new ArrayList<>();

    /** One short code in one environment; without callback addresses where M-PESA can no longer call us. */
    record Line(
            PaymentEnvironment environment, String merchant, DarajaClient client, Optional<CallbackUrls> callbackUrls) {

        /** Shows no secret. */
        @Override
        public String toString() {
            return environment + " " + merchant;
        }
    }

    DarajaLines(DarajaMerchants merchants, PaymentMode mode, FormerModes formerModes, Clock clock) {
        for (String name : merchants.names()) {
            DarajaClient client = merchants.client(name);
            String shortCode = client.merchant().shortCode().value();
            add(new Line(mode.environment(), shortCode, client, Optional.of(merchants.callbackUrls(name))));
        }
        for (Former former : formerModes.former().values()) {
            DarajaClient client = client(former, clock);
            ours.add(client);
            add(new Line(former.environment(), former.shortCode(), client, Optional.empty()));
        }
    }

    private void add(Line line) {
        lines.putIfAbsent(line.environment() + " " + line.merchant(), line);
    }

    private static DarajaClient client(Former former, Clock clock) {
        DarajaEnvironment environment = switch (former.environment()) {
            case SANDBOX -> DarajaEnvironment.SANDBOX;
            case PRODUCTION -> DarajaEnvironment.PRODUCTION;
            case SIMULATOR ->
                DarajaEnvironment.custom(Objects.requireNonNull(
                        former.baseUrl(), "app.payment.former.<name>.base-url says where the simulator is"));
        };
        return DarajaClient.builder()
                .environment(environment)
                .credentials(Credentials.of(former.consumerKey(), former.consumerSecret()))
                .merchant(Merchant.paybill(ShortCode.of(former.shortCode()), Passkey.of(former.passkey())))
                .clock(clock)
                .build();
    }

    /** The client for rows of this environment and short code; empty when it is not configured (any more). */
    Optional<Line> find(PaymentEnvironment environment, String merchant) {
        return Optional.ofNullable(lines.get(environment + " " + merchant));
    }

    List<Line> all() {
        return List.copyOf(lines.values());
    }

    @PreDestroy
    void close() {
        ours.forEach(DarajaClient::close);
    }
}
