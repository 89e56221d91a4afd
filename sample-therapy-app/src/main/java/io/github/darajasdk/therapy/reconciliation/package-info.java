/** M-PESA's records against ours, to the shilling: what came from M-PESA, how it was matched, and what is left over. */
@NullMarked
package io.github.darajasdk.therapy.reconciliation;

import org.jspecify.annotations.NullMarked;
