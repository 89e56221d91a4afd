/** How webhooks are made, signed and delivered; others see only {@link io.github.darajasdk.therapy.notification.webhook}. */
@NullMarked
package io.github.darajasdk.therapy.notification.webhook.internal;

import org.jspecify.annotations.NullMarked;
