package io.github.darajasdk.therapy.payment.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a phone may be made to ring. Whoever types another person's number must not be able to pester them.
 *
 * @param perPhone prompts for one phone within {@link #window()}
 * @param perPhonePerDay prompts for one phone within a day
 * @param perUser prompts asked for by one user within {@link #window()}
 * @param perSessionPerDay prompts for one session within a day
 */
@ConfigurationProperties("app.payment.limits")
record PaymentLimits(
        @DefaultValue("3") int perPhone,
        @DefaultValue("10") int perPhonePerDay,
        @DefaultValue("5") int perUser,
        @DefaultValue("8") int perSessionPerDay,
        @DefaultValue("10m") Duration window) {}
