/** Balances of the organisation's own accounts. */
@NullMarked
package io.github.darajasdk.account;

import org.jspecify.annotations.NullMarked;
