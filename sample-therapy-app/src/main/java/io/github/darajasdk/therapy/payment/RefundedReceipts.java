package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import org.jspecify.annotations.Nullable;

/** What this package needs to know of refunds; implemented over there, so that payments depend on nothing. */
public interface RefundedReceipts {

    /** Whether the money of a receipt went back by a refund of ours, rather than by M-PESA's own hand. */
    boolean byUs(PaymentEnvironment environment, @Nullable String receipt);
}
