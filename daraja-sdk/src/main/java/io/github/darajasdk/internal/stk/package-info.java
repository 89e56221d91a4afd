@NullMarked
package io.github.darajasdk.internal.stk;

import org.jspecify.annotations.NullMarked;
