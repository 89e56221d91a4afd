package io.github.darajasdk.therapy.booking;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Duration;
import java.time.Instant;

/**
 * A session as it stood when it was read.
 *
 * @param bookingNumber what people see and type as account number: at most 9 characters, upper-case letters and digits
 * @param environment which M-PESA its money belongs to
 * @param merchant short code that is paid
 */
public record TherapySession(
        SessionId id,
        String bookingNumber,
        UserId clientId,
        UserId therapistId,
        Instant startsAt,
        Duration length,
        Money price,
        SessionStatus status,
        PaymentEnvironment environment,
        String merchant,
        Instant createdAt) {}
