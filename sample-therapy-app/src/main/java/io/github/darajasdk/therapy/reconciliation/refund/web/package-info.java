/** An administrator's pages about refunds. */
@NullMarked
package io.github.darajasdk.therapy.reconciliation.refund.web;

import org.jspecify.annotations.NullMarked;
