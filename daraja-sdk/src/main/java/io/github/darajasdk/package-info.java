@NullMarked
package io.github.darajasdk;

import org.jspecify.annotations.NullMarked;
