package io.github.darajasdk.simulator.internal.running;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.SimulatorClock;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.simulator.internal.world.Settings;
import io.github.darajasdk.simulator.internal.world.World;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation begins with, and begins anew with when it is reset.
 *
 * @param port 0 for any free one
 * @param customer what customers do of whom nothing is said
 * @param credentials consumer keys with their secrets
 * @param population fills an empty world, in this order
 * @param stateFile where the world is kept over a restart, or null
 */
public record Plan(
        InetAddress host,
        int port,
        SimulatorClock clock,
        long seed,
        Weather weather,
        CustomerScript customer,
        Settings settings,
        Map<String, String> credentials,
        String initiatorName,
        String initiatorPassword,
        List<Consumer<World>> population,
        @Nullable Path stateFile) {

    /** Copies what the builder may still change. */
    public Plan {
        Settings copy = new Settings();
        copy.copyFrom(settings);
        settings = copy;
        credentials = Map.copyOf(credentials);
        population = List.copyOf(population);
    }
}
