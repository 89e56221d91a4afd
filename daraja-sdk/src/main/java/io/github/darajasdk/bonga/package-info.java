/** Lipa na Bonga: paying with loyalty points. */
@NullMarked
package io.github.darajasdk.bonga;

import org.jspecify.annotations.NullMarked;
