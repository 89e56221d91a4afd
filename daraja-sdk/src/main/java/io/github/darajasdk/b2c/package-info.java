/** Paying money out to customers. */
@NullMarked
package io.github.darajasdk.b2c;

import org.jspecify.annotations.NullMarked;
