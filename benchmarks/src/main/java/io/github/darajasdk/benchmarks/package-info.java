/** How fast it is, measured: JMH benchmarks, counts, and comparisons in the same run. Run by hand, results committed. */
@NullMarked
package io.github.darajasdk.benchmarks;

import org.jspecify.annotations.NullMarked;
