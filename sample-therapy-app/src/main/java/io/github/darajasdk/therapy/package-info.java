@NullMarked
package io.github.darajasdk.therapy;

import org.jspecify.annotations.NullMarked;
