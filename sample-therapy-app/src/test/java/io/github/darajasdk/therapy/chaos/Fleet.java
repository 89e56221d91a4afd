package io.github.darajasdk.therapy.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * All instances: starts them, starts those again that ended, and kills one now and then while at least two others are
 * ready. Kills are at least one and a half times a start apart. Thread-safe.
 */
final class Fleet implements AutoCloseable {

    /** When nobody passes the points aimed at within this time, any other will do. */
    private static final Duration AIM_FOR = Duration.ofSeconds(4);

    private static final int RANDOM_KILL_IN = 20;

    private final List<Instance> instances;
    private final Board board;
    private final SplittableRandom random;
    private final Map<KillPoint, Integer> killedAt = new EnumMap<>(KillPoint.class);
    private final List<Duration> starts = new ArrayList<>();
    private final boolean[] starting;
    private int randomKills;
    private int endedByThemselves;
    private long lastKill = Long.MIN_VALUE / 2;
    private long aimedSince;
    private boolean aimedAtAll;

    Fleet(List<Instance> instances, Board board, long seed) {
        this.instances = instances;
        this.board = board;
        this.random = new SplittableRandom(seed);
        this.starting = new boolean[instances.size()];
    }

    /** Starts all of them and waits until they are ready. */
    synchronized void start(Duration within) {
        for (Instance instance : instances) {
            start(instance);
        }
        awaitReady(within);
    }

    private void start(Instance instance) {
        instance.start();
        starting[instance.number() - 1] = true;
    }

    /** Starts what has ended, and waits until all are ready. */
    void awaitReady(Duration within) {
        long giveUp = System.nanoTime() + within.toNanos();
        while (!tend()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("an instance is not ready after " + within + ", see "
                        + instances.get(0).log().getParent());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Starts what has ended; returns whether all are ready. */
    synchronized boolean tend() {
        boolean all = true;
        for (Instance instance : instances) {
            if (!instance.isAlive()) {
                if (instance.endedByItself()) {
                    endedByThemselves++;
                }
                start(instance);
                all = false;
            } else if (!instance.isReady()) {
                all = false;
            } else if (starting[instance.number() - 1]) {
                starting[instance.number() - 1] = false;
                starts.add(instance.runningFor());
            }
        }
        return all;
    }

    /** Kills all of them at once, and lets none come back before the action is done. */
    synchronized void whileAllAreDown(Runnable action) {
        holdFire();
        instances.forEach(Instance::kill);
        action.run();
        lastKill = System.nanoTime();
    }

    /** Goes on with killing: aims at points that were hit least, or sees what became of that. */
    synchronized void hunt(boolean allReady) {
        if (aimedSince != 0) {
            if (board.fired().isPresent()) {
                holdFire();
                lastKill = System.nanoTime();
            } else if (!aimedAtAll && System.nanoTime() - aimedSince > AIM_FOR.toNanos()) {
                if (!holdFire()) {
                    aim(EnumSet.allOf(KillPoint.class));
                    aimedAtAll = true;
                }
            }
            return;
        }
        long spacing = averageStart().toNanos() * 3 / 2;
        if (allReady && instances.size() > 1 && System.nanoTime() - lastKill > spacing) {
            if (random.nextInt(RANDOM_KILL_IN) == 0) {
                instances.get(random.nextInt(instances.size())).kill();
                randomKills++;
                lastKill = System.nanoTime();
            } else {
                aim(leastHit());
            }
        }
    }

    private void aim(Set<KillPoint> points) {
        aimedSince = System.nanoTime();
        aimedAtAll = false;
        board.arm(points, random.nextInt(1, 4));
    }

    private Set<KillPoint> leastHit() {
        Set<KillPoint> points = EnumSet.allOf(KillPoint.class);
        int fewest = points.stream()
                .mapToInt(point -> killedAt.getOrDefault(point, 0))
                .min()
                .orElse(0);
        points.removeIf(point -> killedAt.getOrDefault(point, 0) > fewest);
        return points;
    }

    /** Aims no more; returns whether somebody died of it. */
    synchronized boolean holdFire() {
        Optional<KillPoint> died = board.disarm();
        died.ifPresent(point -> killedAt.merge(point, 1, Integer::sum));
        aimedSince = 0;
        return died.isPresent();
    }

    Duration averageStart() {
        return starts.isEmpty()
                ? Duration.ofSeconds(10)
                : starts.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(starts.size());
    }

    Map<KillPoint, Integer> killedAt() {
        return killedAt;
    }

    /** Instances whose machine shows another time than the database. */
    long skewed() {
        return Math.min(2, instances.size());
    }

    int randomKills() {
        return randomKills;
    }

    int kills() {
        return randomKills
                + killedAt.values().stream().mapToInt(Integer::intValue).sum();
    }

    int endedByThemselves() {
        return endedByThemselves;
    }

    List<Instance> instances() {
        return instances;
    }

    @Override
    public void close() {
        // All at once: each of them takes its time.
        instances.parallelStream().forEach(Instance::close);
    }
}
