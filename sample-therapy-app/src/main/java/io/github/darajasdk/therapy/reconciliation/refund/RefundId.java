package io.github.darajasdk.therapy.reconciliation.refund;

import java.util.UUID;

/** Names a refund. */
public record RefundId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
