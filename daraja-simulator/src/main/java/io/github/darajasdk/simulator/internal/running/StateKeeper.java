package io.github.darajasdk.simulator.internal.running;

import io.github.darajasdk.simulator.internal.control.StateFile;
import io.github.darajasdk.simulator.internal.world.World;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a world to its file within a second of each change, and when it is closed, so that what a demonstration has
 * shown outlives even a process that is killed.
 */
final class StateKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StateKeeper.class);

    private final World world;
    private final Path file;
    private final ScheduledExecutorService timer;
    private int written;

    private StateKeeper(Path file, World world) {
        this.file = file;
        this.world = world;
        this.written = StateFile.fingerprint(world);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "daraja-simulator-state");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Puts what the file says into {@code world}, if there is one, and keeps it up to date from now on.
     *
     * @throws IllegalArgumentException if the file is no state of a simulator
     */
    static StateKeeper goOnFrom(Path file, World world) {
        if (Files.exists(file)) {
            world.clear();
            StateFile.load(world, file);
        }
        StateKeeper keeper = new StateKeeper(file, world);
        ScheduledFuture<?> unused =
                keeper.timer.scheduleWithFixedDelay(keeper::saveIfChanged, 500, 500, TimeUnit.MILLISECONDS);
        return keeper;
    }

    private void saveIfChanged() {
        try {
            int now = StateFile.fingerprint(world);
            if (now != written) {
                StateFile.save(world, file);
                written = now;
            }
        } catch (UncheckedIOException e) { // a full disk may be emptied; the next look tries again
            log.error("The simulator's state is not kept at the moment", e);
        }
    }

    /** Writes the world a last time. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            boolean ended = timer.awaitTermination(10, TimeUnit.SECONDS);
            if (!ended) {
                log.warn("The simulator's state was still being written when it was written a last time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StateFile.save(world, file);
    }
}
