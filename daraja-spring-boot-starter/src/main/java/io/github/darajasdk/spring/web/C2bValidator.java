package io.github.darajasdk.spring.web;

import io.github.darajasdk.callback.C2bValidationAnswer;

/**
 * Decides whether a customer's payment to the paybill may go through, where M-PESA is set up to ask. The application
 * supplies one bean of this type, or none.
 *
 * <p>There are some seconds only: past {@code daraja.callback.c2b-validation.deadline} the thread is interrupted and the
 * answer is what {@code daraja.callback.c2b-validation.undecided} says, as it is when this method throws. A payment that is let
 * through is not yet made; the confirmation comes to the {@link CallbackHandler}.
 *
 * <p>Called by many threads at once.
 */
@FunctionalInterface
public interface C2bValidator {

    /**
     * Decides.
     *
     * @param delivery carries a {@link io.github.darajasdk.callback.C2bPayment}, if its body could be read
     * @return the answer to M-PESA
     * @throws Exception if there is no decision; logged
     */
    C2bValidationAnswer validate(CallbackDelivery delivery) throws Exception;
}
