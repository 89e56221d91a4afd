@NullMarked
package io.github.darajasdk.benchmarks;

import org.jspecify.annotations.NullMarked;
