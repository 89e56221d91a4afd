package io.github.darajasdk.therapy.chaos;

import java.time.Duration;

/**
 * How big and how rough a run is.
 *
 * @param seed fixes who does what and what goes wrong; not how the threads of the processes interleave
 * @param speed seconds of the run in a second of real time
 * @param perSecond payments begun in a second of real time
 * @param touched share of payments whose network has a fault
 * @param mutant the fault put into the application, if any
 */
record ChaosSettings(
        long seed, int payments, int instances, int speed, double perSecond, double touched, Mutant mutant) {

    /**
     * As asked for by {@code -Dchaos.payments}, {@code -Dchaos.instances}, {@code -Dchaos.speed} and {@code -Dchaos.rate}.
     *
     * @param payments unless another number is asked for
     */
    static ChaosSettings asked(long seed, int payments, int perSecond) {
        return new ChaosSettings(
                seed,
                Integer.getInteger("chaos.payments", payments),
                Integer.getInteger("chaos.instances", 3),
                Integer.getInteger("chaos.speed", 20),
                Double.parseDouble(System.getProperty("chaos.rate", Integer.toString(perSecond))),
                0.3,
                Mutant.NONE);
    }

    /** What repeats the plans and the storm of this run; not how the threads of the processes interleave. */
    String repeatedBy() {
        return "-Dit.test=ChaosIT -Dchaos.seed=" + seed + " -Dchaos.payments=" + payments + " -Dchaos.instances="
                + instances + " -Dchaos.speed=" + speed + " -Dchaos.rate=" + perSecond;
    }

    /** How long payments are begun, in the run's time. */
    Duration window() {
        return Duration.ofMillis((long) (payments / perSecond * 1_000 * speed));
    }
}
