/** Pull Transactions: the customer payments of the last 48 hours, lost notifications included. */
@NullMarked
package io.github.darajasdk.pull;

import org.jspecify.annotations.NullMarked;
