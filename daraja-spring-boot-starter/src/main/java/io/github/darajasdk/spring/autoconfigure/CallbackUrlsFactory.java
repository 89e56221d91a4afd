package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.callback.CallbackUrls;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;

/** Makes the makers of callback addresses: one per merchant, all with the same base address and keys. */
final class CallbackUrlsFactory {

    private final DarajaProperties properties;
    private final ObjectProvider<Clock> clock;

    CallbackUrlsFactory(DarajaProperties properties, ObjectProvider<Clock> clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Environment and short code are the client's own, so that addresses and pushes cannot disagree. */
    CallbackUrls create(DarajaClient client) {
        ConfigurationProblems problems = new ConfigurationProblems();
        new CallbackRules(problems).check(properties);
        problems.throwIfAny();
        DarajaCallbackProperties callback = properties.callback();
        CallbackUrls.Builder builder = CallbackUrls.builder()
                .baseUrl(Objects.requireNonNull(callback.baseUrl()))
                .environment(client.environment().name())
                .shortCode(client.merchant().shortCode())
                .key(CallbackKey.of(callback.keyId(), Objects.requireNonNull(callback.key())))
                .retiredKeyLifetime(callback.retiredKeyLifetime())
                .allowLoopback(callback.allowLoopback());
        if (!ConfigurationProblems.missing(callback.registeredKey())) {
            builder.registeredKey(CallbackKey.of(
                    Objects.requireNonNull(callback.registeredKeyId()),
                    Objects.requireNonNull(callback.registeredKey())));
        }
        callback.retiredKeys()
                .forEach((id, retired) -> builder.retiredKey(
                        CallbackKey.of(id, Objects.requireNonNull(retired.secret())),
                        Objects.requireNonNull(retired.retiredAt())));
        clock.ifUnique(builder::clock);
        return builder.build();
    }
}
