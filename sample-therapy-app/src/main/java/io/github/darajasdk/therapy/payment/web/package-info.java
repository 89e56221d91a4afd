/** The payment page. */
@NullMarked
package io.github.darajasdk.therapy.payment.web;

import org.jspecify.annotations.NullMarked;
