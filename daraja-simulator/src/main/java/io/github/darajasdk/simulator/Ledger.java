package io.github.darajasdk.simulator;

import java.util.List;
import java.util.Map;

/**
 * The double-entry book of the simulator: what really happened to the money. Lists are snapshots, oldest first.
 * Thread-safe.
 */
public interface Ledger {

    /** {@return all payments from subscribers to merchants} */
    List<Debit> debits();

    /** {@return all entries, opening balances included} */
    List<LedgerEntry> entries();

    /** {@return each account's balance in hundredths of a shilling} They add up to zero, always. */
    Map<String, Long> balances();
}
