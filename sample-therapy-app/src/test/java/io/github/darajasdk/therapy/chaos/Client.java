package io.github.darajasdk.therapy.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/**
 * Somebody who pays for a session as planned. A request that nobody answered is made again with the same key, as a
 * browser's form would be.
 */
final class Client {

    private static final Duration PATIENCE = Duration.ofMinutes(9);
    private static final Duration RELEASE_AFTER = Duration.ofSeconds(310);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(20);

    /** Where clients meet the application. */
    record Surroundings(Requests requests, Mpesa mpesa, Sessions sessions, Clock clock, Executor others) {}

    private final Plan plan;
    private final Surroundings around;
    private final SplittableRandom random;
    private Instant begun;
    private Instant asked;
    private int attempt;
    private boolean paying = true;
    private boolean done;
    private boolean prepared;
    private Instant cancelAt;

    Client(Plan plan, Surroundings around) {
        this.plan = plan;
        this.around = around;
        this.random = new SplittableRandom(plan.seed() + 7);
    }

    Plan plan() {
        return plan;
    }

    /** Whether the client has what it wanted, or has given up. */
    boolean isDone() {
        return done;
    }

    /** Does what is next; returns how long the client waits then, in the run's time. */
    Duration step() {
        Instant now = around.clock().instant();
        if (begun == null) {
            begun = now;
            attempt = 1;
        }
        if (now.isAfter(begun.plus(PATIENCE))) {
            done = true;
            return Duration.ZERO;
        }
        if (plan.behaviour() == Behaviour.PAYS_BY_MENU) {
            around.mpesa().payByMenu(plan);
            done = true;
            return Duration.ZERO;
        }
        return paying ? pay(now) : watch(now);
    }

    private Duration pay(Instant now) {
        if (!prepared) {
            around.mpesa().prepare(plan, attempt);
            prepared = true;
        }
        if (plan.behaviour() == Behaviour.CLICKS_TWICE && attempt == 1) {
            around.others().execute(() -> around.requests().ask("/pay", payment("-again")));
        }
        String answer = around.requests().ask("/pay", payment(""));
        switch (answer) {
            case "", "ANOTHER_ATTEMPT_OPEN", "ALREADY_PAID" -> {
                paying = false;
                asked = now;
                if (plan.behaviour() == Behaviour.CANCELS_THE_SESSION && cancelAt == null) {
                    cancelAt = now.plusSeconds(random.nextInt(1, 30));
                    return Duration.between(now, cancelAt);
                }
                return LOOK_EVERY;
            }
            case "SESSION_NOT_APPROVED" -> {
                done = true;
                return Duration.ZERO;
            }
            case Requests.NOBODY -> {
                return Duration.ofSeconds(random.nextInt(2, 8));
            }
            default -> {
                return AFTER_A_REFUSAL;
            }
        }
    }

    private Map<String, String> payment(String suffix) {
        return Map.of(
                "session", plan.session().toString(),
                "user", plan.client().toString(),
                "phone", plan.phone(),
                "key", plan.bookingNumber() + "-" + attempt + suffix);
    }

    private Duration watch(Instant now) {
        if (cancelAt != null && !now.isBefore(cancelAt)) {
            String answer = around.requests()
                    .ask(
                            "/cancel",
                            Map.of(
                                    "session",
                                    plan.session().toString(),
                                    "user",
                                    plan.client().toString()));
            if (!answer.equals(Requests.NOBODY)) {
                done = true;
            }
            return LOOK_EVERY;
        }
        Optional<Sessions.Attempt> latest = around.sessions().latest(plan.session());
        if (latest.isEmpty()) {
            return LOOK_EVERY;
        }
        String state = latest.get().state();
        if (state.equals("PAID")) {
            done = true;
        } else if (latest.get().isOver() && attempt < plan.behaviour().attempts()) {
            again();
        } else if (latest.get().isOver()) {
            done = true;
        } else if (state.equals("TIMED_OUT") && !plan.behaviour().releases()) {
            done = true;
        } else if (state.equals("TIMED_OUT")
                && now.isAfter(asked.plus(RELEASE_AFTER))
                && attempt < plan.behaviour().attempts()) {
            if (latest.get().released()
                    || around.requests()
                            .ask(
                                    "/release",
                                    Map.of(
                                            "attempt", latest.get().id().toString(),
                                            "user", plan.client().toString()))
                            .isEmpty()) {
                again();
            }
            return AFTER_A_REFUSAL;
        }
        return LOOK_EVERY;
    }

    private void again() {
        attempt++;
        prepared = false;
        paying = true;
    }
}
