package io.github.darajasdk.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Made-up people and what they do in one day, some of them with bad intent, and the hidden truth about who is who. For
 * tests of limits, alarms and reviews: what the application under test gets to see is the acts, never their
 * {@link #behaviourOf labels}. The same seed makes the same day. Immutable.
 *
 * <pre>{@code
 * Population population = Population.of(42);
 * population.play(simulator, act -> app.handle(act));
 * // then compare what the app flagged with population.behaviourOf(act)
 * }</pre>
 */
public final class Population {

    /** Why somebody acts: the hidden truth. */
    public enum Behaviour {
        /** Pays what they owe, with the mistakes that people make. */
        ORDINARY,
        /** Has one stranger's phone ring again and again. */
        PUSH_BOMBING,
        /** Asks many strangers' numbers for KES 1 to learn which of them pay. */
        PROBING,
        /** Pays, and asks for the money back at once, again and again. */
        REFUND_FISHING,
        /** Belongs to a ring that pays with each other's phones, always the same amount, and asks it back. */
        COLLUSION,
        /** Starts many large payments within minutes, at night. */
        NIGHT_BURST
    }

    /** What somebody does. */
    public enum Kind {
        /** Asks the application to send a push. */
        PUSH,
        /** Pays the merchant by the phone's menu. */
        MENU_PAYMENT,
        /** Asks the application for the money of their latest payment back. */
        REFUND_REQUEST
    }

    /**
     * One thing that somebody does, as the application may see it.
     *
     * @param at since the day began, at midnight
     * @param actor who does it: an account of the application, {@code user-…}
     * @param msisdn whose phone is to pay; not always the actor's
     * @param amount in whole shillings
     * @param reference the account reference, as it was typed
     * @param customer what the owner of the phone does when it rings
     */
    public record Act(
            Duration at,
            Kind kind,
            String actor,
            String msisdn,
            long amount,
            String reference,
            CustomerScript customer) {}

    /** The smallest population: there must be strangers enough. */
    public static final int LEAST_PEOPLE = 60;

    /** The largest population. */
    public static final int MOST_PEOPLE = 10_000;

    private static final int PEOPLE = 120;
    private static final Duration DAY = Duration.ofDays(1);

    private final List<Act> acts;
    private final Map<Act, Behaviour> truth;
    private final List<String> numbers;

    private Population(Day day) {
        List<Act> inOrder = new ArrayList<>(day.truth.keySet());
        inOrder.sort(Comparator.comparing(Act::at).thenComparing(Act::actor).thenComparing(Act::msisdn));
        this.acts = List.copyOf(inOrder);
        this.truth = Map.copyOf(day.truth);
        this.numbers = List.copyOf(day.numbers);
    }

    /**
     * Makes the day of 120 people, each kind of abuse among them at least once.
     *
     * @param seed any number; the same one repeats a run
     * @return the day
     */
    public static Population of(long seed) {
        return of(seed, PEOPLE);
    }

    /**
     * Makes a day.
     *
     * @param people {@link #LEAST_PEOPLE} to {@link #MOST_PEOPLE}
     * @param seed any number; the same one repeats a run
     * @return the day
     */
    public static Population of(long seed, int people) {
        if (people < LEAST_PEOPLE || people > MOST_PEOPLE) {
            throw new IllegalArgumentException("A population has 60 to 10,000 people, but was asked for " + people);
        }
        return new Population(new Day(seed, people));
    }

    /** {@return what happens, in the order it happens} */
    public List<Act> acts() {
        return acts;
    }

    /** {@return everybody's numbers} */
    public List<String> numbers() {
        return numbers;
    }

    /**
     * {@return the hidden truth about an act}
     *
     * @param act one of {@link #acts}
     * @throws IllegalArgumentException if it is none of {@link #acts()}
     */
    public Behaviour behaviourOf(Act act) {
        Behaviour behaviour = truth.get(act);
        if (behaviour == null) {
            throw new IllegalArgumentException("This population does not do that: " + act);
        }
        return behaviour;
    }

    /** {@return how many acts there are of each behaviour} */
    public Map<Behaviour, Long> counts() {
        Map<Behaviour, Long> counts = new EnumMap<>(Behaviour.class);
        truth.values().forEach(behaviour -> counts.merge(behaviour, 1L, Long::sum));
        return counts;
    }

    /**
     * Lives the day: moves the simulator's clock to each act, has the owner of the phone ready to do what they do, and
     * hands the act to {@code driver}, which asks the application under test, or pushes directly.
     *
     * @param simulator its clock is moved
     * @param driver asks the application, or pushes
     */
    public void play(DarajaSimulator simulator, Consumer<Act> driver) {
        Duration now = Duration.ZERO;
        for (Act act : acts) {
            simulator.clock().advance(act.at().minus(now));
            now = act.at();
            simulator.subscriber(act.msisdn()).script(act.customer());
            driver.accept(act);
        }
    }

    /** Invents the day. Every choice comes from one source of chance, in one order. */
    private static final class Day {

        private final Random random;
        private final List<String> numbers = new ArrayList<>();
        private final List<String> actors = new ArrayList<>();
        private final Map<Act, Behaviour> truth = new LinkedHashMap<>();
        private int nextBad;

        Day(long seed, int people) {
            random = new Random(seed);
            Set<String> taken = new HashSet<>();
            while (numbers.size() < people) {
                String number = (random.nextInt(4) == 0 ? "2541" : "2547")
                        + String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
                if (taken.add(number)) {
                    numbers.add(number);
                    actors.add("user-" + Integer.toHexString(random.nextInt(0x1000000) | 0x1000000));
                }
            }
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                order.add(i);
            }
            Collections.shuffle(order, random);
            int groups = Math.max(1, people / 60);
            for (int i = 0; i < groups; i++) {
                bombing(order.get(nextBad++));
                probing(order.get(nextBad++));
                fishing(order.get(nextBad++));
                ring(order.subList(nextBad, nextBad + 5));
                nextBad += 5;
                night(order.get(nextBad++));
            }
            for (int i = 0; i < people; i++) {
                ordinary(i);
            }
        }

        /** Everybody pays now and then, also those who do worse besides: nobody is told by being seen only once. */
        private void ordinary(int person) {
            int payments = 1 + random.nextInt(3);
            Duration at = daytime();
            for (int i = 0; i < payments; i++) {
                long amount = 50L * (2 + random.nextInt(98));
                String reference = reference();
                if (random.nextInt(5) == 0) {
                    long paid = random.nextInt(6) == 0 ? amount / 2 : amount;
                    add(
                            Behaviour.ORDINARY,
                            at,
                            Kind.MENU_PAYMENT,
                            person,
                            person,
                            paid,
                            mistyped(reference),
                            CustomerScript.approves());
                } else {
                    CustomerScript first = usualCustomer();
                    add(Behaviour.ORDINARY, at, Kind.PUSH, person, person, amount, reference, first);
                    if (first.reaction() != CustomerScript.Reaction.APPROVES && random.nextBoolean()) {
                        add(
                                Behaviour.ORDINARY,
                                at.plusMinutes(4),
                                Kind.PUSH,
                                person,
                                person,
                                amount,
                                reference,
                                pays());
                    } else if (random.nextInt(40) == 0) {
                        add(
                                Behaviour.ORDINARY,
                                at.plusHours(1),
                                Kind.REFUND_REQUEST,
                                person,
                                person,
                                amount,
                                reference,
                                pays());
                    }
                }
                at = daytime();
            }
        }

        private void bombing(int attacker) {
            int victim = somebodyBut(attacker);
            Duration at = daytime();
            for (int i = 8 + random.nextInt(12); i > 0; i--) {
                CustomerScript annoyed = random.nextBoolean() ? CustomerScript.cancels() : CustomerScript.ignores();
                add(
                        Behaviour.PUSH_BOMBING,
                        at,
                        Kind.PUSH,
                        attacker,
                        victim,
                        50L * (1 + random.nextInt(60)),
                        reference(),
                        annoyed);
                at = at.plusSeconds(65 + random.nextInt(40));
            }
        }

        private void probing(int attacker) {
            Duration at = daytime();
            for (int i = 15 + random.nextInt(25); i > 0; i--) {
                add(Behaviour.PROBING, at, Kind.PUSH, attacker, somebodyBut(attacker), 1, reference(), usualCustomer());
                at = at.plusSeconds(10 + random.nextInt(50));
            }
        }

        private void fishing(int fisher) {
            Duration at = daytime();
            for (int i = 3 + random.nextInt(4); i > 0; i--) {
                long amount = 500L * (1 + random.nextInt(8));
                String reference = reference();
                add(Behaviour.REFUND_FISHING, at, Kind.PUSH, fisher, fisher, amount, reference, pays());
                add(
                        Behaviour.REFUND_FISHING,
                        at.plusMinutes(2),
                        Kind.REFUND_REQUEST,
                        fisher,
                        fisher,
                        amount,
                        reference,
                        pays());
                at = at.plusMinutes(20 + random.nextInt(40));
            }
        }

        private void ring(List<Integer> members) {
            Duration at = daytime();
            long amount = 1_000L * (2 + random.nextInt(4));
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < members.size(); i++) {
                    int actor = members.get(i);
                    int payer = members.get((i + 1) % members.size());
                    String reference = reference();
                    add(Behaviour.COLLUSION, at, Kind.PUSH, actor, payer, amount, reference, pays());
                    add(
                            Behaviour.COLLUSION,
                            at.plusMinutes(6),
                            Kind.REFUND_REQUEST,
                            actor,
                            payer,
                            amount,
                            reference,
                            pays());
                    at = at.plusMinutes(3).plusSeconds(random.nextInt(120));
                }
            }
        }

        private void night(int actor) {
            Duration at = Duration.ofMinutes(60 + random.nextInt(150));
            for (int i = 20 + random.nextInt(20); i > 0; i--) {
                add(
                        Behaviour.NIGHT_BURST,
                        at,
                        Kind.PUSH,
                        actor,
                        random.nextInt(numbers.size()),
                        500L * (20 + random.nextInt(80)),
                        reference(),
                        usualCustomer());
                at = at.plusSeconds(5 + random.nextInt(20));
            }
        }

        private void add(
                Behaviour behaviour,
                Duration at,
                Kind kind,
                int actor,
                int phone,
                long amount,
                String reference,
                CustomerScript customer) {
            Duration within = at.compareTo(DAY) < 0 ? at : DAY.minusSeconds(1);
            truth.put(
                    new Act(within, kind, actors.get(actor), numbers.get(phone), amount, reference, customer),
                    behaviour);
        }

        private CustomerScript usualCustomer() {
            return switch (random.nextInt(20)) {
                case 0 -> CustomerScript.cancels();
                case 1 -> CustomerScript.ignores();
                case 2 -> CustomerScript.hasNoMoney();
                case 3 -> CustomerScript.wrongPin();
                case 4 -> CustomerScript.phoneOff();
                default -> pays();
            };
        }

        private CustomerScript pays() {
            return CustomerScript.approvesAfter(Duration.ofSeconds(4 + random.nextInt(30)));
        }

        private Duration daytime() {
            return Duration.ofSeconds(7 * 3_600L + random.nextInt(15 * 3_600));
        }

        private String reference() {
            return String.format(Locale.ROOT, "BK%05d", random.nextInt(100_000));
        }

        private String mistyped(String reference) {
            return switch (random.nextInt(5)) {
                case 0 -> reference.toLowerCase(Locale.ROOT);
                case 1 -> reference.substring(0, 2) + " " + reference.substring(2);
                case 2 -> reference.substring(0, 5) + reference.charAt(6) + reference.charAt(5);
                default -> reference;
            };
        }

        private int somebodyBut(int person) {
            int other = random.nextInt(numbers.size() - 1);
            return other < person ? other : other + 1;
        }
    }
}
