package io.github.darajasdk.simulator.internal.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All transactions, findable by each of their names. Guarded by the world's lock. */
public final class Transactions {

    private final List<Transaction> all = new ArrayList<>();
    private final Map<String, Transaction> byReceipt = new HashMap<>();
    private final Map<String, Transaction> byConversation = new HashMap<>();
    private final Map<String, String> reversals = new HashMap<>();

    /** Remembers a transaction. */
    public void add(Transaction transaction) {
        all.add(transaction);
        byReceipt.put(transaction.receipt(), transaction);
        byConversation.put(transaction.originatorConversationId(), transaction);
        byConversation.put(transaction.conversationId(), transaction);
    }

    /** Returns the transaction with this receipt. */
    public Optional<Transaction> byReceipt(String receipt) {
        return Optional.ofNullable(byReceipt.get(receipt));
    }

    /** Returns the transaction with this identifier, the caller's or M-PESA's. */
    public Optional<Transaction> byConversation(String id) {
        return Optional.ofNullable(byConversation.get(id));
    }

    /** Remembers that {@code original} was reversed by {@code reversal}. */
    public void reversed(String original, String reversal) {
        reversals.put(original, reversal);
    }

    /** Returns whether the transaction with this receipt was reversed. */
    public boolean isReversed(String receipt) {
        return reversals.containsKey(receipt);
    }

    /** Returns all transactions, oldest first. */
    public List<Transaction> all() {
        return List.copyOf(all);
    }

    void clear() {
        all.clear();
        byReceipt.clear();
        byConversation.clear();
        reversals.clear();
    }
}
