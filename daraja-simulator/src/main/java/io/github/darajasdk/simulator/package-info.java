/**
 * A Daraja on your own machine: {@link io.github.darajasdk.simulator.DarajaSimulator} is where to begin.
 */
@NullMarked
package io.github.darajasdk.simulator;

import org.jspecify.annotations.NullMarked;
