package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.CommandScript;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.PushScript;
import io.github.darajasdk.simulator.ReceivedPush;
import io.github.darajasdk.simulator.Weather;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to a push: what was said about the next one, else the latest matching rule, else the subscriber,
 * else the default; and the weather beneath all of it. Thread-safe.
 */
public final class Scripts {

    private final Weather weather;
    private final Deque<PushScript> next = new ArrayDeque<>();
    private final List<PushScript> rules = new ArrayList<>();
    private final CustomerScript initialFallback;
    private CustomerScript fallback;
    private final Deque<CommandScript> commands = new ArrayDeque<>();
    private long pushNumber;

    Scripts(Weather weather, CustomerScript fallback) {
        this.weather = weather;
        this.initialFallback = fallback;
        this.fallback = fallback;
    }

    /**
     * What happens to one push.
     *
     * @param customer what the customer does
     * @param delivery what the network does
     * @param plan what was said about this one push, and is used up by it; null if nothing was
     */
    public record Fate(
            CustomerScript customer,
            DeliveryScript delivery,
            @Nullable PushScript plan) {}

    /** Speaks of one push: the next that {@code script} matches and that no earlier script took. */
    public synchronized void addNext(PushScript script) {
        next.addLast(script);
    }

    /** Speaks of all pushes that {@code script} matches. */
    public synchronized void addRule(PushScript script) {
        rules.add(script);
    }

    /** Decides what customers do of whom nothing is said. */
    public synchronized void setFallback(CustomerScript script) {
        fallback = script;
    }

    /** Returns what customers do of whom nothing is said. */
    public synchronized CustomerScript fallback() {
        return fallback;
    }

    /** Returns whether customers of whom nothing is said do something else than at the start. */
    public synchronized boolean isFallbackChanged() {
        return !fallback.equals(initialFallback);
    }

    /** Returns what waits for the next pushes. */
    public synchronized List<PushScript> nextPushes() {
        return List.copyOf(next);
    }

    /** Returns what holds for all pushes that fit. */
    public synchronized List<PushScript> rules() {
        return List.copyOf(rules);
    }

    /** Forgets all that was said. */
    public synchronized void clear() {
        next.clear();
        rules.clear();
        commands.clear();
    }

    /** Speaks of one command: the next that {@code script} means and that no earlier script took. */
    public synchronized void addNext(CommandScript script) {
        commands.addLast(script);
    }

    /** Returns what waits for the next commands. */
    public synchronized List<CommandScript> nextCommands() {
        return List.copyOf(commands);
    }

    /** Decides about a command; what was said about it is used up. */
    public synchronized CommandScript decideCommand(String kind) {
        for (CommandScript script : commands) {
            if (script.speaksOf(kind)) {
                commands.remove(script);
                return script;
            }
        }
        return CommandScript.forCommands(kind);
    }

    /** Forgets all that was said; customers of whom nothing is said do again what they did at the start. */
    public synchronized void calm() {
        clear();
        fallback = initialFallback;
    }

    synchronized void reset() {
        calm();
        pushNumber = 0;
    }

    /** Takes back a plan for one push, when M-PESA refused that push for a reason of its own. */
    public synchronized void giveBack(Fate fate) {
        if (fate.plan() != null) {
            next.addFirst(fate.plan());
        }
    }

    /**
     * Decides about {@code push}; what was said about the next push is used up.
     *
     * @param subscriber what the subscriber usually does
     */
    public synchronized Fate decide(ReceivedPush push, Optional<CustomerScript> subscriber) {
        DeliveryScript delivery = weather.scriptFor(pushNumber++);
        Optional<CustomerScript> customer = subscriber;
        for (PushScript rule : rules) {
            if (rule.match().matches(push)) {
                delivery = delivery.and(rule.delivery().orElse(DeliveryScript.normal()));
                customer = either(rule.customer(), customer);
            }
        }
        Optional<PushScript> said =
                next.stream().filter(script -> script.match().matches(push)).findFirst();
        if (said.isPresent()) {
            next.remove(said.get());
            delivery = said.get().delivery().orElse(delivery);
            customer = either(said.get().customer(), customer);
        }
        return new Fate(customer.orElse(fallback), delivery, said.orElse(null));
    }

    private static <T> Optional<T> either(Optional<T> first, Optional<T> second) {
        return first.isPresent() ? first : second;
    }
}
