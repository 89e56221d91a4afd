package io.github.darajasdk.therapy.reconciliation.refund.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of refunds.
 *
 * @param dailyCeiling whole shillings that may be approved to go back within one day in Nairobi, 0 or more
 */
@ConfigurationProperties("app.refund")
record RefundSettings(@DefaultValue("100000") long dailyCeiling) {

    RefundSettings {
        if (dailyCeiling < 0) {
            throw new IllegalArgumentException("app.refund.daily-ceiling is 0 or more, not " + dailyCeiling);
        }
    }
}
