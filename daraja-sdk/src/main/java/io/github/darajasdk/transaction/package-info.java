/** Asking M-PESA what became of a transaction, and reversing a customer's payment. */
@NullMarked
package io.github.darajasdk.transaction;

import org.jspecify.annotations.NullMarked;
