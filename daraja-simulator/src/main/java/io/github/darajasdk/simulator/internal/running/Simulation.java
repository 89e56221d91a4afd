package io.github.darajasdk.simulator.internal.running;

import io.github.darajasdk.simulator.Organisation;
import io.github.darajasdk.simulator.SimulatorClock;
import io.github.darajasdk.simulator.StatementForm;
import io.github.darajasdk.simulator.Subscriber;
import io.github.darajasdk.simulator.internal.commands.CommandRoutes;
import io.github.darajasdk.simulator.internal.commands.Commands;
import io.github.darajasdk.simulator.internal.control.ControlApi;
import io.github.darajasdk.simulator.internal.http.Errors;
import io.github.darajasdk.simulator.internal.http.Gate;
import io.github.darajasdk.simulator.internal.http.Gateway;
import io.github.darajasdk.simulator.internal.http.Tokens;
import io.github.darajasdk.simulator.internal.network.CallbackSender;
import io.github.darajasdk.simulator.internal.pages.Pages;
import io.github.darajasdk.simulator.internal.pages.Shop;
import io.github.darajasdk.simulator.internal.products.ProductRoutes;
import io.github.darajasdk.simulator.internal.world.CustomerPayments;
import io.github.darajasdk.simulator.internal.world.Msisdns;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.Poster;
import io.github.darajasdk.simulator.internal.world.Settings;
import io.github.darajasdk.simulator.internal.world.Simulated;
import io.github.darajasdk.simulator.internal.world.Timeline;
import io.github.darajasdk.simulator.internal.world.Transaction;
import io.github.darajasdk.simulator.internal.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A running simulator: a world, its clock, the gateway before it and the sender of callbacks. The public class, the
 * control API and the pages are three ways to speak to this one. Thread-safe.
 */
public final class Simulation implements Simulated, AutoCloseable {

    private final Plan plan;
    private final World world;
    private final Timeline timeline;
    private final Gateway gateway;
    private final Tokens tokens;
    private final ExecutorService workers;
    private final CallbackSender sender;
    private final URI baseUri;
    private final @Nullable StateKeeper keeper;
    private final double initialSpeed;

    /**
     * Starts it.
     *
     * @throws IllegalStateException if the port is taken
     */
    public Simulation(Plan plan) {
        this.plan = plan;
        this.initialSpeed = plan.clock().speed();
        this.workers = Executors.newCachedThreadPool(new Workers());
        this.timeline = new Timeline(plan.clock());
        this.sender = new CallbackSender(plan.clock(), workers);
        this.world = new World(timeline, new Settings(), plan.weather(), plan.seed(), plan.customer(), sender);
        sender.recordIn(world.records());
        Errors errors = new Errors(world.ids());
        this.tokens = new Tokens(world, errors, plan.credentials());
        Gate gate = new Gate(tokens, errors);
        this.gateway = open(errors, gate);
        gateway.add(CommandRoutes.of(world, new Commands(world, gate, errors, sender)));
        gateway.add(ProductRoutes.of(world, gate, errors, sender));
        world.setInitiator(plan.initiatorName(), plan.initiatorPassword());
        InetAddress shown = plan.host().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : plan.host();
        this.baseUri = URI.create("http://" + literal(shown) + ":" + gateway.port());
        try {
            populate();
            this.keeper = plan.stateFile() == null ? null : StateKeeper.goOnFrom(plan.stateFile(), world);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
        ControlApi control = new ControlApi(this);
        gateway.serve("/simulator/", control);
        Pages.serve(gateway, this, control, new Shop(this, plan.credentials(), workers));
        gateway.start();
    }

    private Gateway open(Errors errors, Gate gate) {
        try {
            return new Gateway(world, errors, tokens, gate, new InetSocketAddress(plan.host(), plan.port()), workers);
        } catch (IOException e) {
            timeline.close();
            workers.shutdownNow();
            throw cannotListen(e);
        }
    }

    @Override
    public URI baseUri() {
        return baseUri;
    }

    @Override
    public SimulatorClock clock() {
        return plan.clock();
    }

    @Override
    public long seed() {
        return plan.seed();
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public Subscriber subscriber(String msisdn) {
        return world.subscriber(Msisdns.canonical(msisdn));
    }

    @Override
    public Organisation organisation(String shortCode) {
        return world.organisation(shortCode)
                .orElseThrow(() -> new IllegalArgumentException("No organisation has the short code " + shortCode
                        + ". Those that there are stand in the guide; more come with the builder or a --config file"));
    }

    @Override
    public void lockInitiator() {
        world.locked(() -> {
            world.initiator().lock();
            return this;
        });
    }

    @Override
    public void unlockInitiator() {
        world.locked(() -> {
            world.initiator().unlock();
            return this;
        });
    }

    @Override
    public CompletableFuture<Optional<String>> payByMenu(String msisdn, String number, String account, long shillings) {
        if (shillings < 1 || shillings > CustomerPayments.LARGEST_AMOUNT) {
            throw new IllegalArgumentException("An amount is 1 to 999,999,999 shillings, but was " + shillings);
        }
        if (payee(number).tillNumber().isEmpty() && account.isBlank()) {
            throw new IllegalArgumentException("A paybill is paid with an account number: " + number + " is one");
        }
        return world.c2b()
                .payByMenu(new CustomerPayments.Order(
                        world.subscriber(Msisdns.canonical(msisdn)),
                        payee(number),
                        shillings,
                        account,
                        null,
                        world.ids().merchantRequestId(),
                        world.now()));
    }

    @Override
    public String reverse(String receipt) {
        return world.locked(() -> {
            Transaction original = world.transactions()
                    .byReceipt(receipt)
                    .filter(Transaction::fromCustomer)
                    .orElseThrow(
                            () -> new IllegalArgumentException("No customer's payment has the receipt " + receipt));
            if (world.transactions().isReversed(receipt)) {
                throw new IllegalStateException("Payment " + receipt + " was already reversed");
            }
            Instant now = world.now();
            return world.payments()
                    .reverse(
                            original,
                            world.ids().merchantRequestId(),
                            world.ids().conversationId(now),
                            "by M-PESA",
                            now,
                            now)
                    .map(Transaction::receipt)
                    .orElseThrow(() -> new IllegalStateException("The merchant does not have the money to give back"));
        });
    }

    @Override
    public CompletableFuture<Poster.Answer> forgeCallback(String url, String body, @Nullable InetAddress from) {
        return sender.post("forged", url, Map.of(), body.getBytes(StandardCharsets.UTF_8), from);
    }

    @Override
    public String statement(String number, StatementForm form, Instant from, Instant to) {
        return world.statement(payee(number), form, from, to);
    }

    private OrganisationState payee(String number) {
        return world.payee(number)
                .orElseThrow(() -> new IllegalArgumentException("No paybill or till has the number " + number));
    }

    @Override
    public void expireTokens() {
        tokens.expireAll();
    }

    @Override
    public void reset() {
        timeline.clear();
        tokens.expireAll();
        world.clear();
        populate();
        plan.clock().setSpeed(initialSpeed);
    }

    private void populate() {
        world.settings().copyFrom(plan.settings());
        plan.population().forEach(step -> step.accept(world));
    }

    /** Saves the world if it has a file for it, stops listening, forgets what was due later, and ends all threads. */
    @Override
    public void close() {
        if (keeper != null) {
            keeper.close();
        }
        stop();
    }

    private void stop() {
        timeline.close();
        gateway.close();
        sender.close();
        workers.shutdownNow();
    }

    private IllegalStateException cannotListen(IOException cause) {
        String place = plan.host().getHostAddress() + ":" + plan.port();
        return cause instanceof BindException
                ? new IllegalStateException(
                        "Cannot listen on " + place + ": " + cause.getMessage()
                                + ". Choose another port, or 0 for any free one.",
                        cause)
                : new IllegalStateException("Cannot listen on " + place, new UncheckedIOException(cause));
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private static final class Workers implements ThreadFactory {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "daraja-simulator-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
