/** Payment attempts, the evidence M-PESA gives about them, and the one function that decides. */
@NullMarked
package io.github.darajasdk.therapy.payment;

import org.jspecify.annotations.NullMarked;
