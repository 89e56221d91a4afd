/** STK Push (M-PESA Express, "Lipa na M-PESA Online"): prompting a customer's phone, and asking how it ended. */
@NullMarked
package io.github.darajasdk.stk;

import org.jspecify.annotations.NullMarked;
