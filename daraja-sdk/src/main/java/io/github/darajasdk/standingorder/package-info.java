/** M-PESA Ratiba: standing orders. */
@NullMarked
package io.github.darajasdk.standingorder;

import org.jspecify.annotations.NullMarked;
