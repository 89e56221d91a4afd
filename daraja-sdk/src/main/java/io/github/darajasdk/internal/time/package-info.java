@NullMarked
package io.github.darajasdk.internal.time;

import org.jspecify.annotations.NullMarked;
