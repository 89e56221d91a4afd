package io.github.darajasdk.therapy.payment;

import java.util.UUID;

/** Is told what M-PESA posts about a request to give money back. */
public interface ReversalListener {

    /**
     * Returns only when the news is committed: then, and only then, it is acknowledged. M-PESA tells it once.
     *
     * @param reversal the request's {@link Reversal#id()}
     * @throws RuntimeException when it could not be stored: then nothing is acknowledged
     */
    void heard(UUID reversal, ReversalNews news);
}
