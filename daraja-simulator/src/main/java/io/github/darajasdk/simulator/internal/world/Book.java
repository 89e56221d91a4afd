package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.Debit;
import io.github.darajasdk.simulator.Ledger;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.LedgerEntry.Posting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The double-entry book. An entry is booked as a whole or not at all; it must add up to zero, carry a receipt of its
 * own, and leave no account below zero except the two that may be: the bank and charges. Thread-safe.
 */
public final class Book implements Ledger {

    /** Where opening balances come from and withdrawn money goes to. */
    public static final String BANK = "bank";

    /** What M-PESA earns. */
    public static final String FEES = "m-pesa:fees";

    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<Debit> debits = new ArrayList<>();
    private final Set<String> receipts = new HashSet<>();
    private final Map<String, Long> balances = new TreeMap<>();

    /**
     * Books {@code entry}, if the accounts that lose money have it.
     *
     * @return whether it was booked
     * @throws IllegalArgumentException if the entry does not add up to zero or its receipt is taken
     */
    public synchronized boolean post(LedgerEntry entry) {
        check(entry);
        Map<String, Long> after = new TreeMap<>();
        for (Posting posting : entry.postings()) {
            after.merge(posting.account(), posting.cents(), Math::addExact);
        }
        after.replaceAll((account, change) -> Math.addExact(change, balance(account)));
        for (Map.Entry<String, Long> account : after.entrySet()) {
            boolean loses = account.getValue() < balance(account.getKey());
            if (loses && account.getValue() < 0 && !mayBeNegative(account.getKey())) {
                return false;
            }
        }
        balances.putAll(after);
        entries.add(entry);
        receipts.add(entry.receipt());
        return true;
    }

    /** Books a customer's payment and remembers it as a debit; see {@link #post}. */
    public synchronized boolean post(LedgerEntry entry, Debit debit) {
        if (!post(entry)) {
            return false;
        }
        debits.add(debit);
        return true;
    }

    /** Remembers a debit whose entry is booked already. */
    public synchronized void remember(Debit debit) {
        debits.add(debit);
    }

    /** Returns the balance of {@code account} in cents, zero for one that was never used. */
    public synchronized long balance(String account) {
        return balances.getOrDefault(account, 0L);
    }

    @Override
    public synchronized List<Debit> debits() {
        return List.copyOf(debits);
    }

    @Override
    public synchronized List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized Map<String, Long> balances() {
        return Map.copyOf(balances);
    }

    synchronized void clear() {
        entries.clear();
        debits.clear();
        receipts.clear();
        balances.clear();
    }

    private void check(LedgerEntry entry) {
        long sum = 0;
        for (Posting posting : entry.postings()) {
            sum = Math.addExact(sum, posting.cents());
        }
        if (sum != 0 || entry.postings().size() < 2) {
            throw new IllegalArgumentException(
                    "Entry " + entry.receipt() + " must have two or more postings that add up to zero: " + entry);
        }
        if (receipts.contains(entry.receipt())) {
            throw new IllegalArgumentException("Receipt " + entry.receipt() + " is already booked");
        }
    }

    private static boolean mayBeNegative(String account) {
        return account.equals(BANK) || account.endsWith(":charges");
    }
}
