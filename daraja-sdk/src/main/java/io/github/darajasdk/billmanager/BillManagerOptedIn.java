package io.github.darajasdk.billmanager;

import java.util.Optional;

/**
 * What came of joining.
 *
 * @param alreadyRegistered true if the short code had joined before; then there is no key
 * @param key the key for all other calls; keep it, it is not shown again
 * @param message Daraja's text
 */
public record BillManagerOptedIn(boolean alreadyRegistered, Optional<BillManagerKey> key, String message) {}
