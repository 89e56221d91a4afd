/** How sessions are kept; others see only {@link io.github.darajasdk.therapy.booking}. */
@NullMarked
package io.github.darajasdk.therapy.booking.internal;

import org.jspecify.annotations.NullMarked;
