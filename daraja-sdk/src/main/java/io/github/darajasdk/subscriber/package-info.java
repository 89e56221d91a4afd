/** What the network knows about a number: SIM swaps, IMSI. */
@NullMarked
package io.github.darajasdk.subscriber;

import org.jspecify.annotations.NullMarked;
