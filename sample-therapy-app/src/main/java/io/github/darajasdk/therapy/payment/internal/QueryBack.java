package io.github.darajasdk.therapy.payment.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether M-PESA is asked to confirm what a callback says. The callback settles by itself; an answer that says otherwise
 * becomes a case for a person.
 *
 * @param mode for which payments
 * @param above in {@link Mode#ABOVE}: payments of more than so many whole shillings
 */
@ConfigurationProperties("app.payment.query-back")
record QueryBack(
        @DefaultValue("above") Mode mode,
        @DefaultValue("20000") long above) {

    enum Mode {
        NEVER,
        ABOVE,
        ALWAYS
    }

    /** @param amount whole shillings */
    boolean applies(long amount) {
        return switch (mode) {
            case NEVER -> false;
            case ABOVE -> amount > above;
            case ALWAYS -> true;
        };
    }
}
