package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.Ledger;
import io.github.darajasdk.simulator.Organisation;
import io.github.darajasdk.simulator.ReceivedPush;
import io.github.darajasdk.simulator.RecordedRequest;
import io.github.darajasdk.simulator.SentCallback;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.SimulatorClock;
import io.github.darajasdk.simulator.StatementForm;
import io.github.darajasdk.simulator.Subscriber;
import io.github.darajasdk.simulator.Weather;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a running simulator and done to it: by code, by the control API, by the pages. The public class
 * documents each of these.
 */
public interface Simulated {

    /** Returns everybody and everything in it. */
    World world();

    /** Returns where it listens. */
    URI baseUri();

    /** Returns the clock that everything in it follows. */
    SimulatorClock clock();

    /** Returns the seed that its run can be repeated with. */
    long seed();

    /** Returns the subscriber with this number, in any usual spelling. */
    Subscriber subscriber(String msisdn);

    /** Returns the subscriber with this number, in any usual spelling, if anybody spoke of them yet. */
    default Optional<Subscriber> known(String msisdn) {
        String canonical = Msisdns.canonical(msisdn);
        return subscribers().stream()
                .filter(one -> one.msisdn().equals(canonical))
                .findFirst();
    }

    /** Returns the merchant that signs with this short code. */
    Organisation organisation(String shortCode);

    /** Makes every command end in 8006. */
    void lockInitiator();

    /** Ends what {@link #lockInitiator} began. */
    void unlockInitiator();

    /** Lets a subscriber pay by the menu of the phone; gives the receipt once it is decided. */
    CompletableFuture<Optional<String>> payByMenu(String msisdn, String number, String account, long shillings);

    /** Gives a customer's payment back without anybody's API call; returns the reversal's receipt. */
    String reverse(String receipt);

    /** Posts {@code body} once, from one of this machine's addresses or any; gives the answer. */
    CompletableFuture<Poster.Answer> forgeCallback(String url, String body, @Nullable InetAddress from);

    /** Returns the statement of the organisation that is paid under {@code number}, as CSV. */
    String statement(String number, StatementForm form, Instant from, Instant to);

    /** Ends every token. */
    void expireTokens();

    /** Begins anew. */
    void reset();

    /** Returns everybody known so far. */
    default List<Subscriber> subscribers() {
        return List.copyOf(world().subscribers());
    }

    /** Returns all merchants, by short code. */
    default List<Organisation> organisations() {
        return List.copyOf(world().organisations());
    }

    /** Returns what hits everybody. */
    default Weather weather() {
        return world().weather();
    }

    /** Returns a switch's value. */
    default <T> T get(Setting<T> setting) {
        return world().settings().get(setting);
    }

    /** Changes a switch by its name. */
    default void set(String settingName, String value) {
        world().settings().parse(Setting.named(settingName), value);
    }

    /** Returns the book of what really happened to the money. */
    default Ledger ledger() {
        return world().book();
    }

    /** Returns every request that reached the push endpoint. */
    default List<ReceivedPush> pushes() {
        return world().records().pushes();
    }

    /** Returns the latest requests. */
    default List<RecordedRequest> requests() {
        return world().records().requests();
    }

    /** Returns the latest callbacks. */
    default List<SentCallback> callbacks() {
        return world().records().callbacks();
    }
}
