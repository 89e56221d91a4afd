/** How payments work: one function decides, one class talks to M-PESA, tasks do what happens later. */
@NullMarked
package io.github.darajasdk.therapy.payment.internal;

import org.jspecify.annotations.NullMarked;
