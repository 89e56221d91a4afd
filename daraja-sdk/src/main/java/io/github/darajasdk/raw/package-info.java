/** The way out: any path of Daraja that this SDK does not know yet. */
@NullMarked
package io.github.darajasdk.raw;

import org.jspecify.annotations.NullMarked;
