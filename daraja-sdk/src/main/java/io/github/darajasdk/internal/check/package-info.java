@NullMarked
package io.github.darajasdk.internal.check;

import org.jspecify.annotations.NullMarked;
