/** Money going back to those who paid: asked for, approved by people, sent once, and followed until it is known. */
@NullMarked
package io.github.darajasdk.therapy.reconciliation.refund;

import org.jspecify.annotations.NullMarked;
