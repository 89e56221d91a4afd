/** How refunds are kept, sent and followed; others see only {@link io.github.darajasdk.therapy.reconciliation.refund}. */
@NullMarked
package io.github.darajasdk.therapy.reconciliation.refund.internal;

import org.jspecify.annotations.NullMarked;
