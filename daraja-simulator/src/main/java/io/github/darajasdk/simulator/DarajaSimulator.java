package io.github.darajasdk.simulator;

import io.github.darajasdk.simulator.internal.control.StateFile;
import io.github.darajasdk.simulator.internal.running.Plan;
import io.github.darajasdk.simulator.internal.running.Simulation;
import io.github.darajasdk.simulator.internal.world.InitiatorKey;
import io.github.darajasdk.simulator.internal.world.Msisdns;
import io.github.darajasdk.simulator.internal.world.Poster;
import io.github.darajasdk.simulator.internal.world.Settings;
import io.github.darajasdk.simulator.internal.world.World;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Daraja on this machine: same paths, same checks, same messages, same identifiers, with a world behind it in which
 * money moves.
 *
 * <pre>{@code
 * try (DarajaSimulator simulator = DarajaSimulator.start()) {
 *     simulator.nextPush().customer(CustomerScript.cancels());
 *     // point the code under test at simulator.baseUri()
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address unless told otherwise, and needs no internet. In code, customers approve at once
 * unless a script says otherwise; the process ({@link SimulatorMain}) leaves it to a human at its phone page. Callback
 * URLs on this machine and plain http are accepted. Thread-safe.
 */
public final class DarajaSimulator implements AutoCloseable {

    /** The consumer key that works unless {@link Builder#credentials} names another. */
    public static final String CONSUMER_KEY = "simulator-key";

    /** The secret of {@link #CONSUMER_KEY}. */
    public static final String CONSUMER_SECRET = "simulator-secret";

    /** The sandbox's public API operator, who commands for every organisation. */
    public static final String INITIATOR = "testapi";

    /** The password of {@link #INITIATOR}. */
    public static final String INITIATOR_PASSWORD = "Safaricom999!*!";

    /** The sandbox's paybill, present in every simulator. */
    public static final String PAYBILL = "174379";

    /** The sandbox's public passkey, which all organisations of a simulator sign with unless told otherwise. */
    public static final String PASSKEY = World.SANDBOX_PASSKEY;

    /** A store number that signs for {@link #TILL}, present in every simulator. */
    public static final String STORE = "7120045";

    /** The till that belongs to {@link #STORE}: {@code PartyB} of a Buy Goods push. */
    public static final String TILL = "5310962";

    private final Simulation simulation;

    private DarajaSimulator(Simulation simulation) {
        this.simulation = simulation;
    }

    /**
     * Starts a simulator on a free port of the loopback address, with the defaults of {@link #builder()}.
     *
     * @return a simulator that runs
     */
    public static DarajaSimulator start() {
        return builder().start();
    }

    /** {@return a builder whose defaults suit tests} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return where the simulator is: {@code http://127.0.0.1:40123}, without a slash at the end} */
    public URI baseUri() {
        return simulation.baseUri();
    }

    /** {@return the clock that everything here follows} */
    public SimulatorClock clock() {
        return simulation.clock();
    }

    /** {@return the seed that this run can be repeated with} */
    public long seed() {
        return simulation.seed();
    }

    /**
     * {@return the subscriber with this number, who is made up, with PIN 1234 and {@link Setting#STRANGER_BALANCE}, if
     * nobody spoke of them yet}
     *
     * @param msisdn in any usual spelling
     * @throws IllegalArgumentException if it is no Kenyan mobile number
     */
    public Subscriber subscriber(String msisdn) {
        return simulation.subscriber(msisdn);
    }

    /** {@return everybody known so far, in the order they became known} */
    public List<Subscriber> subscribers() {
        return simulation.subscribers();
    }

    /**
     * {@return the phone of a subscriber; see {@link #subscriber}}
     *
     * @param msisdn in any usual spelling
     */
    public Phone phone(String msisdn) {
        return subscriber(msisdn).phone();
    }

    /**
     * {@return the merchant that signs with this short code}
     *
     * @param shortCode five to seven digits
     * @throws IllegalArgumentException if there is none
     */
    public Organisation organisation(String shortCode) {
        return simulation.organisation(shortCode);
    }

    /** {@return all merchants, by short code} */
    public List<Organisation> organisations() {
        return simulation.organisations();
    }

    /**
     * Speaks of the next push that no earlier call has taken.
     *
     * @return what to say more with
     */
    public PushScript nextPush() {
        return nextPush(PushMatch.any());
    }

    /**
     * Speaks of the next push that {@code match} describes and that no earlier call has taken.
     *
     * @param match which pushes are meant
     * @return such a match
     */
    public PushScript nextPush(PushMatch match) {
        PushScript script = PushScript.forPushes(match);
        simulation.world().scripts().addNext(script);
        return script;
    }

    /**
     * Speaks of all pushes that {@code match} describes; a later call outranks an earlier one.
     *
     * @param match which pushes are meant
     * @return such a match
     */
    public PushScript when(PushMatch match) {
        PushScript script = PushScript.forPushes(match);
        simulation.world().scripts().addRule(script);
        return script;
    }

    /**
     * Speaks of the next command (B2C, reversal, balance, …) that no earlier call has taken.
     *
     * @return what to say more with
     */
    public CommandScript nextCommand() {
        return nextCommand("");
    }

    /**
     * Speaks of the next command of one kind that no earlier call has taken.
     *
     * @param kind see {@link CommandScript#forCommands}
     * @return what to say more with
     */
    public CommandScript nextCommand(String kind) {
        CommandScript script = CommandScript.forCommands(kind);
        simulation.world().scripts().addNext(script);
        return script;
    }

    /** Locks the initiator, so that every command ends in 8006 until {@link #unlockInitiator}. */
    public void lockInitiator() {
        simulation.lockInitiator();
    }

    /** Unlocks the initiator. */
    public void unlockInitiator() {
        simulation.unlockInitiator();
    }

    /** {@return the certificate to encrypt initiator passwords with, as PEM; also served at /simulator/certificate} */
    public byte[] certificate() {
        return InitiatorKey.certificate();
    }

    /**
     * Lets a subscriber pay by the menu of the phone (Lipa na M-PESA), with the right PIN. The merchant is told by C2B if
     * it registered for that, and asked before if {@link Setting#C2B_VALIDATION} is on.
     *
     * @param msisdn the payer
     * @param number a paybill or a till
     * @param account the bill reference; anything for tills
     * @param shillings 1 to 999,999,999
     * @return the receipt once it is decided; empty if the merchant refused or there was no money
     * @throws IllegalArgumentException if there is no such number, paybill or till, or the amount is not 1 to
     *     999,999,999
     */
    public CompletableFuture<Optional<String>> payByMenu(String msisdn, String number, String account, long shillings) {
        return simulation.payByMenu(msisdn, number, account, shillings);
    }

    /**
     * Gives a customer's payment back without anybody's API call, as M-PESA's own staff does.
     *
     * @param receipt of the payment
     * @return the reversal's receipt
     * @throws IllegalArgumentException if no customer's payment has this receipt
     * @throws IllegalStateException if it was reversed already, or the merchant does not have the money
     */
    public String reverse(String receipt) {
        return simulation.reverse(receipt);
    }

    /**
     * Posts a body of the test's own to a callback URL, once: a forged, replayed or strange callback. It is listed among
     * the {@link #callbacks()} as {@code forged}.
     *
     * @param url where to post
     * @param body posted as it is, in UTF-8
     * @return completes with the HTTP status of the answer, 0 if there was none
     */
    public CompletableFuture<Integer> forgeCallback(String url, String body) {
        return simulation.forgeCallback(url, body, null).thenApply(Poster.Answer::status);
    }

    /**
     * Posts a body of the test's own as {@link #forgeCallback(String, String)} does, from one of this machine's addresses:
     * {@code 127.0.0.2} is a stranger to whoever trusts {@code 127.0.0.1} only.
     *
     * @param url where to post
     * @param body posted as it is, in UTF-8
     * @param from an address of this machine
     * @return completes with the HTTP status of the answer, 0 if there was none
     */
    public CompletableFuture<Integer> forgeCallback(String url, String body, InetAddress from) {
        return simulation
                .forgeCallback(url, body, Objects.requireNonNull(from, "from"))
                .thenApply(Poster.Answer::status);
    }

    /**
     * {@return the statement that the organisation portal would export, as CSV}
     *
     * @param number a paybill, a till or its store
     * @param from inclusive
     * @param to exclusive
     * @param form with or without account numbers
     * @throws IllegalArgumentException if there is no such organisation
     */
    public String statement(String number, StatementForm form, Instant from, Instant to) {
        return simulation.statement(number, form, from, to);
    }

    /** {@return what hits everybody: faults, delays, chances} */
    public Weather weather() {
        return simulation.weather();
    }

    /**
     * Changes a switch, from the next request on.
     *
     * @param <T> the type of its value
     * @param setting the switch
     * @param value the new value
     * @return this simulator
     */
    public <T> DarajaSimulator set(Setting<T> setting, T value) {
        simulation.world().settings().set(setting, Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * {@return a switch's value}
     *
     * @param <T> the type of its value
     * @param setting the switch
     */
    public <T> T get(Setting<T> setting) {
        return simulation.get(setting);
    }

    /**
     * Changes a switch by its name.
     *
     * @param settingName as {@link Setting#name} gives it
     * @param value the new value
     * @return this simulator
     * @throws IllegalArgumentException if there is no such switch or no such value
     */
    public DarajaSimulator set(String settingName, String value) {
        simulation.set(settingName, value);
        return this;
    }

    /** Ends every token, as an early expiry would. */
    public void expireTokens() {
        simulation.expireTokens();
    }

    /** {@return the book of what really happened to the money} */
    public Ledger ledger() {
        return simulation.ledger();
    }

    /** {@return every request that reached the push endpoint, oldest first} */
    public List<ReceivedPush> pushes() {
        return simulation.pushes();
    }

    /** {@return the latest requests to all products, oldest first} */
    public List<RecordedRequest> requests() {
        return simulation.requests();
    }

    /** {@return the latest callbacks with their answers, oldest first; also those lost on purpose} */
    public List<SentCallback> callbacks() {
        return simulation.callbacks();
    }

    /**
     * Begins anew: people, money, records, scripts, weather, switches, tokens and the clock's speed are what they were at
     * the start. Identifiers go on, and so does the time, which only moves forward.
     */
    public void reset() {
        simulation.reset();
    }

    /**
     * Writes people, money, transactions and how pushes ended to a file; see {@link Builder#state}.
     *
     * @param file need not exist yet
     * @throws UncheckedIOException if it cannot be written
     */
    public void saveState(Path file) {
        StateFile.save(simulation.world(), file);
    }

    /** Saves the state if it has a file for it, stops listening, forgets what was due later, and ends all threads. */
    @Override
    public void close() {
        simulation.close();
    }

    /** Collects what a simulator starts with. Not thread-safe. */
    public static final class Builder {

        private int port;
        private InetAddress host = InetAddress.getLoopbackAddress();
        private SimulatorClock clock = SimulatorClock.realTime();
        private long seed = System.nanoTime();
        private CustomerScript defaultCustomer = CustomerScript.approves();
        private @Nullable Path stateFile;
        private String initiatorName = INITIATOR;
        private String initiatorPassword = INITIATOR_PASSWORD;
        private final Settings settings = new Settings();
        private final Map<String, String> credentials = new LinkedHashMap<>();
        private final List<Consumer<World>> population = new ArrayList<>();

        private static final String[][] SAMPLES = {
            {"600000", "Sample Biller"},
            {"600979", "Sample Buyer"},
            {"600984", "Sample Shop"},
            {"600992", "Sample Payer"},
            {"600997", "Sample Payer B2C"},
            {"572572", "Kenya Revenue Authority"}
        };

        private Builder() {
            credentials.put(CONSUMER_KEY, CONSUMER_SECRET);
            paybill(PAYBILL, "Daraja Sandbox", PASSKEY);
            till(STORE, TILL, "Sandbox Till", PASSKEY);
            for (String[] sample : SAMPLES) {
                paybill(sample[0], sample[1], PASSKEY);
                population.add(
                        world -> world.organisation(sample[0]).orElseThrow().funds(1_000_000, 1_000_000));
            }
        }

        /**
         * Decides the port; 0, the default, takes a free one.
         *
         * @param newPort 0 to 65535
         * @return this builder
         */
        public Builder port(int newPort) {
            if (newPort < 0 || newPort > 65_535) {
                throw new IllegalArgumentException("A port is 0 to 65535, but was " + newPort);
            }
            port = newPort;
            return this;
        }

        /**
         * Decides the address to listen on. The default is the loopback address: nobody else can reach it.
         *
         * @param address of this machine
         * @return this builder
         */
        public Builder host(InetAddress address) {
            host = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Decides the clock. The default shows the machine's time; another kind of clock is followed.
         *
         * @param newClock shows the time at the start
         * @return this builder
         */
        public Builder clock(Clock newClock) {
            clock = SimulatorClock.following(newClock);
            return this;
        }

        /**
         * Decides the seed of identifiers and chances. The default differs each time; see {@link #seed()}.
         *
         * @param newSeed any number
         * @return this builder
         */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * Decides what customers do of whom nothing is said. The default is {@link CustomerScript#approves()}.
         *
         * @param script what is to happen
         * @return this builder
         */
        public Builder customers(CustomerScript script) {
            defaultCustomer = Objects.requireNonNull(script, "script");
            return this;
        }

        /**
         * Goes on from the file that an earlier simulator left, if it exists, and writes it on {@link DarajaSimulator#close}. Kept are
         * people, merchants, money, transactions and how pushes ended; not tokens, scripts, open prompts, or what was
         * still to happen.
         *
         * @param file need not exist yet
         * @return this builder
         */
        public Builder state(Path file) {
            stateFile = Objects.requireNonNull(file, "file");
            return this;
        }

        /**
         * Decides a switch.
         *
         * @param <T> the type of its value
         * @param setting the switch
         * @param value the new value
         * @return this builder
         */
        public <T> Builder set(Setting<T> setting, T value) {
            settings.set(setting, Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Decides a switch by its name, as the command line does.
         *
         * @param settingName as {@link Setting#name} gives it
         * @param value the new value
         * @return this builder
         */
        public Builder set(String settingName, String value) {
            settings.parse(Setting.named(settingName), value);
            return this;
        }

        /**
         * Adds a consumer key with its secret.
         *
         * @param consumerKey not blank
         * @param consumerSecret not blank
         * @return this builder
         */
        public Builder credentials(String consumerKey, String consumerSecret) {
            if (consumerKey.isBlank() || consumerSecret.isBlank()) {
                throw new IllegalArgumentException("Consumer key and secret must not be blank");
            }
            credentials.put(consumerKey, consumerSecret);
            return this;
        }

        /**
         * Decides the API operator of all organisations; {@link #INITIATOR} if it is not called.
         *
         * @param name what people read
         * @param password of the operator
         * @return this builder
         */
        public Builder initiator(String name, String password) {
            initiatorName = Objects.requireNonNull(name, "name");
            initiatorPassword = Objects.requireNonNull(password, "password");
            return this;
        }

        /**
         * Adds, or replaces, a paybill.
         *
         * @param shortCode five to seven digits
         * @param name what people read
         * @param passkey what STK passwords are made with
         * @return this builder
         */
        public Builder paybill(String shortCode, String name, String passkey) {
            checkCode(shortCode);
            population.add(world -> world.addOrganisation(shortCode, null, name, passkey));
            return this;
        }

        /**
         * Adds, or replaces, a till with the store that signs for it.
         *
         * @param store the short code that signs
         * @param till what customers pay to
         * @param name what people read
         * @param passkey what STK passwords are made with
         * @return this builder
         */
        public Builder till(String store, String till, String name, String passkey) {
            checkCode(store);
            checkCode(till);
            population.add(world -> world.addOrganisation(store, till, name, passkey));
            return this;
        }

        /**
         * Adds a subscriber.
         *
         * @param msisdn in any usual spelling
         * @param name what people read
         * @param pin four digits
         * @param shillings in whole shillings
         * @return this builder
         */
        public Builder subscriber(String msisdn, String name, String pin, long shillings) {
            String canonical = Msisdns.canonical(msisdn);
            population.add(
                    world -> world.addSubscriber(canonical, name, shillings).pin(pin));
            return this;
        }

        /**
         * Adds the people of the demonstration, all with PIN 1234, and names the paybill after its clinic:
         * 254712345678 Wanjiku with KES 50,000, 254722000111 Otieno with KES 3,000, 254110000222 Amina with nothing,
         * 254733000333 Kiprop whose phone is off, and 254708374149, the sandbox's test number, which never answers.
         *
         * @return this builder
         */
        public Builder demo() {
            paybill(PAYBILL, "Smiling Steps", PASSKEY);
            subscriber("254712345678", "Wanjiku", "1234", 50_000);
            subscriber("254722000111", "Otieno", "1234", 3_000);
            subscriber("254110000222", "Amina", "1234", 0);
            subscriber("254733000333", "Kiprop", "1234", 20_000);
            subscriber("254708374149", "Test Number", "1234", 10_000);
            population.add(world -> {
                world.subscriber("254733000333").script(CustomerScript.phoneOff());
                world.subscriber("254708374149").script(CustomerScript.phoneOff());
            });
            return this;
        }

        /**
         * Turns on what captures of the sandbox show and tests do not want by default, because a run no longer repeats
         * without its seed: one query of five is answered 500.001.1001 although there is an answer, and a pending one is
         * answered in its four forms by turns.
         *
         * @return this builder
         */
        public Builder captured() {
            set(Setting.FLAKY_QUERY_PERCENT, 20);
            return set(Setting.PENDING_FORM, Setting.PendingForm.MIXED);
        }

        /**
         * Starts the simulator.
         *
         * @return a simulator that runs
         * @throws IllegalStateException if the port is taken
         */
        public DarajaSimulator start() {
            return new DarajaSimulator(new Simulation(new Plan(
                    host,
                    port,
                    clock,
                    seed,
                    new Weather(seed),
                    defaultCustomer,
                    settings,
                    credentials,
                    initiatorName,
                    initiatorPassword,
                    population,
                    stateFile)));
        }

        private static void checkCode(String code) {
            if (!code.matches("\\d{5,7}")) {
                throw new IllegalArgumentException("A short code or till is 5 to 7 digits, but was '" + code + "'");
            }
        }
    }
}
