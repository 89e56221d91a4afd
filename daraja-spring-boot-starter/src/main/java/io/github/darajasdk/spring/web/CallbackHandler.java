package io.github.darajasdk.spring.web;

/**
 * Stores what M-PESA sends. The application supplies one bean of this type; the starter has the endpoint, the check of the
 * address and the answer.
 *
 * <p>M-PESA sends a callback once. Return only when the delivery is in the database: returning makes the starter answer
 * 200, and an exception makes it answer 503, so that nothing is claimed that is not stored. Decide later what it means;
 * handing it on to other work before it is stored loses it with the process.
 *
 * <p>Gets everything that comes to an address of ours but the question whether a C2B payment may go through, which is
 * {@link C2bValidator}'s.
 *
 * <p>Called on the server's request thread, by many threads at once, possibly with the same callback twice.
 *
 * <pre>{@code
 * @Bean
 * CallbackHandler callbackHandler(Payments payments) {
 *     return delivery -> payments.record(delivery.reference(), delivery.rawBody(), delivery.parsed());
 * }
 * }</pre>
 */
@FunctionalInterface
public interface CallbackHandler {

    /**
     * Stores a delivery, readable or not.
     *
     * @param delivery came to an address that this application made; its body may still be malformed
     * @throws Exception if it is not stored; logged with its stack trace, so keep personal data out of its message
     */
    void handle(CallbackDelivery delivery) throws Exception;
}
