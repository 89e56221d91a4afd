/** Payments under a person's eyes: the cases somebody has to look at, what was heard, and what staff may decide. */
@NullMarked
package io.github.darajasdk.therapy.payment.review;

import org.jspecify.annotations.NullMarked;
