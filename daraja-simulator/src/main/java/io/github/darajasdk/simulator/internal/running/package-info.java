/** Not part of the simulator's interface; may change in any release. */
@NullMarked
package io.github.darajasdk.simulator.internal.running;

import org.jspecify.annotations.NullMarked;
