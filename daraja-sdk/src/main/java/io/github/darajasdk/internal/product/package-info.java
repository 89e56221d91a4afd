@NullMarked
package io.github.darajasdk.internal.product;

import org.jspecify.annotations.NullMarked;
