package io.github.darajasdk.therapy.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * All instances: starts them, starts those again that ended, and kills one now and then while at least two others are
 * ready. Kills are at least one and a half times a start apart. Used by one thread at a time.
 */
final class Fleet implements AutoCloseable {

    private static final Duration AIM_FOR = Duration.ofSeconds(4);

    private final List<Instance> instances;
    private final Board board;
    private final SplittableRandom random;
    private final Map<KillPoint, Integer> killedAt = new EnumMap<>(KillPoint.class);
    private final List<Duration> starts = new ArrayList<>();
    private final boolean[] starting;
    private int randomKills;
    private int endedByThemselves;
    private long lastKill = Long.MIN_VALUE / 2;
    private Instance aimedAt;
    private KillPoint aimedPoint;
    private long aimedSince;

    Fleet(List<Instance> instances, Board board, long seed) {
        this.instances = instances;
        this.board = board;
        this.random = new SplittableRandom(seed);
        this.starting = new boolean[instances.size()];
    }

    /** Starts all of them and waits until they are ready. */
    void start(Duration within) {
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
    boolean tend() {
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

    /** Goes on with killing: aims at a point of some instance, or sees what became of that. */
    void hunt(boolean allReady) {
        if (aimedAt != null) {
            boolean dead = !aimedAt.isAlive();
            if (dead || System.nanoTime() - aimedSince > AIM_FOR.toNanos()) {
                boolean missed = board.disarm();
                if (!missed) {
                    killedAt.merge(aimedPoint, 1, Integer::sum);
                } else if (!dead) {
                    aimedAt.kill();
                    randomKills++;
                }
                aimedAt = null;
                lastKill = System.nanoTime();
            }
            return;
        }
        long spacing = averageStart().toNanos() * 3 / 2;
        if (allReady && instances.size() > 1 && System.nanoTime() - lastKill > spacing) {
            aimedAt = instances.get(random.nextInt(instances.size()));
            aimedSince = System.nanoTime();
            if (random.nextInt(6) == 0) {
                aimedAt.kill();
                randomKills++;
                aimedAt = null;
                lastKill = System.nanoTime();
            } else {
                aimedPoint = leastHit();
                board.arm(aimedAt.number(), aimedPoint, random.nextInt(1, 4));
            }
        }
    }

    private KillPoint leastHit() {
        List<KillPoint> points = new ArrayList<>(List.of(KillPoint.values()));
        int fewest = points.stream()
                .mapToInt(point -> killedAt.getOrDefault(point, 0))
                .min()
                .orElse(0);
        points.removeIf(point -> killedAt.getOrDefault(point, 0) > fewest);
        return points.get(random.nextInt(points.size()));
    }

    /** Kills no more. */
    void holdFire() {
        if (aimedAt != null && !board.disarm()) {
            killedAt.merge(aimedPoint, 1, Integer::sum);
        }
        aimedAt = null;
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
