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

    /** How long payments are begun, in the run's time. */
    Duration window() {
        return Duration.ofMillis((long) (payments / perSecond * 1_000 * speed));
    }
}
