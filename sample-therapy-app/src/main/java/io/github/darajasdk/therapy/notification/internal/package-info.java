/** How notifications are made and kept; others see only {@link io.github.darajasdk.therapy.notification}. */
@NullMarked
package io.github.darajasdk.therapy.notification.internal;

import org.jspecify.annotations.NullMarked;
