package io.github.darajasdk.therapy.payment.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the database is taken for restored.
 *
 * @param assumeRestored whether an operator says that an older backup was restored, however young it is
 * @param gap longest time without a heartbeat that is taken for a mere restart
 */
@ConfigurationProperties("app.recovery")
record RecoverySettings(
        @DefaultValue("false") boolean assumeRestored,
        @DefaultValue("10m") Duration gap) {}
