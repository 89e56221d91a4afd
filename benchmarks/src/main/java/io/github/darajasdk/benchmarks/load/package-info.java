/** Load at a fixed rate over real sockets, and what it takes to answer it. */
@NullMarked
package io.github.darajasdk.benchmarks.load;

import org.jspecify.annotations.NullMarked;
