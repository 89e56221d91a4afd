package io.github.darajasdk.therapy.chaos;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What really happened, as the simulator tells it and not as the application believes it.
 *
 * @param debits money that left a customer
 * @param pushes requests for a prompt that reached M-PESA
 * @param reversals money that M-PESA gave back, whoever asked for it
 * @param reversalRequests requests to give money back that reached M-PESA, whatever came of them
 */
record Truth(List<Debit> debits, List<Push> pushes, List<Reversal> reversals, List<ReversalRequest> reversalRequests) {

    /**
     * Money that left a customer.
     *
     * @param checkoutRequestId null when the customer paid by the menu, or the application cannot know
     *     it any more because its database was restored
     * @param account the account reference that was paid to, which names the attempt
     * @param amount what was taken
     * @param told what the callback said was taken; differs from the amount only where M-PESA was made to lie
     */
    record Debit(String receipt, @Nullable String checkoutRequestId, String account, long amount, long told) {}

    /**
     * A request for a prompt.
     *
     * @param account the account reference, which names the attempt
     * @param accepted whether the phone rang, whatever the application was told
     */
    record Push(String account, boolean accepted, Instant at) {}

    /**
     * A callback that was answered with a 2xx.
     *
     * @param reference the attempt named by the URL
     * @param digest SHA-256 of the body, in hex
     */
    record Acknowledged(String reference, String digest) {}

    /** Money given back. */
    record Reversal(String originalReceipt, long amount) {}

    /** A request to give money back. */
    record ReversalRequest(String originalReceipt) {}
}
