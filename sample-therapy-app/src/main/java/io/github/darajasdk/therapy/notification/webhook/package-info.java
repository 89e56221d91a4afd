/** What other systems are told: signed messages to their endpoints, as the Standard Webhooks describe them. */
@NullMarked
package io.github.darajasdk.therapy.notification.webhook;

import org.jspecify.annotations.NullMarked;
