package io.github.darajasdk.spring.test;

import io.github.darajasdk.simulator.DarajaSimulator;

/** Changes the simulator of a test before it starts. Beans of this type are called in their order. */
@FunctionalInterface
public interface DarajaSimulatorBuilderCustomizer {

    /**
     * Changes the builder.
     *
     * @param builder knows the application's merchants and credentials already
     */
    void customize(DarajaSimulator.Builder builder);
}
