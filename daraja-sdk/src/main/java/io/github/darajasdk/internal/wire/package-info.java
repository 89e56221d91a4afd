@NullMarked
package io.github.darajasdk.internal.wire;

import org.jspecify.annotations.NullMarked;
