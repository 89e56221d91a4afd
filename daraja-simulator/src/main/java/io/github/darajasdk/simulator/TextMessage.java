package io.github.darajasdk.simulator;

import java.time.Instant;

/**
 * An SMS on a simulated phone.
 *
 * @param at when it arrived, on the simulator's clock
 * @param sender {@code MPESA}
 * @param text what it says
 */
public record TextMessage(Instant at, String sender, String text) {}
