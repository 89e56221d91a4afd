package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DeliveryScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What is to happen to one session: who pays, how, and what goes wrong. Fixed by the seed and the number alone.
 *
 * @param starts after the first payment of the run, in the run's time
 * @param fault what the network does to the first attempt
 */
record Plan(
        int number,
        UUID session,
        UUID client,
        String bookingNumber,
        String phone,
        long amount,
        Duration starts,
        Behaviour behaviour,
        Fault fault,
        long seed) {

    /** All plans of a run. */
    static List<Plan> all(ChaosSettings settings) {
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < settings.payments(); i++) {
            plans.add(of(settings, i, plans));
        }
        return plans;
    }

    private static Plan of(ChaosSettings settings, int number, List<Plan> earlier) {
        long seed = settings.seed() * 1_000_003 + number;
        SplittableRandom random = new SplittableRandom(seed);
        Behaviour behaviour = Behaviour.draw(random);
        Fault fault = random.nextDouble() < settings.touched()
                ? Fault.values()[random.nextInt(1, Fault.values().length)]
                : Fault.NONE;
        if (behaviour == Behaviour.RELEASES_AND_PAYS_AGAIN) {
            fault = Fault.CALLBACK_LATE_AND_QUERY_BLIND;
        }
        if (fault == Fault.CALLBACK_CONTRADICTED) {
            // The contradiction of a failure would be M-PESA claiming money that never moved.
            behaviour = Behaviour.PAYS;
        }
        Duration starts = settings.window().multipliedBy(number).dividedBy(settings.payments());
        long amount = 1_000 + random.nextInt(1, 20) * 50;
        String phone = "2547" + (10_000_000 + number);
        UUID client = new UUID(3, number);
        boolean second = number > 0
                && earlier.get(number - 1).behaviour() == Behaviour.PAYS_TWO_SESSIONS_AT_ONCE
                && (number < 2
                        || !earlier.get(number - 2)
                                .phone()
                                .equals(earlier.get(number - 1).phone()));
        if (second) {
            // The same payer, phone and amount within two minutes.
            Plan first = earlier.get(number - 1);
            return new Plan(
                    number,
                    new UUID(4, number),
                    first.client(),
                    "CH" + (10_000 + number),
                    first.phone(),
                    first.amount(),
                    first.starts().plusSeconds(45),
                    Behaviour.PAYS_TWO_SESSIONS_AT_ONCE,
                    Fault.NONE,
                    seed);
        }
        return new Plan(
                number,
                new UUID(4, number),
                client,
                "CH" + (10_000 + number),
                phone,
                amount,
                starts,
                behaviour,
                fault,
                seed);
    }

    /** What the customer does when the phone rings for the {@code attempt}th time. */
    CustomerScript customer(int attempt) {
        return behaviour.script(attempt, new SplittableRandom(seed + attempt));
    }

    /** What the network does to the {@code attempt}th push. */
    DeliveryScript delivery(int attempt) {
        return attempt > 1 ? DeliveryScript.normal() : fault.script(new SplittableRandom(seed - 1), amount);
    }
}
