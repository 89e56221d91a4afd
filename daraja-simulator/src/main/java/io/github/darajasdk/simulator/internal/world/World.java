package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.LedgerEntry.Posting;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.StatementForm;
import io.github.darajasdk.simulator.Weather;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everybody and everything the simulator knows, under one lock. */
public final class World {

    /** The public passkey of the sandbox's short code 174379. */
    public static final String SANDBOX_PASSKEY = "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919";

    private static final String[] FIRST_NAMES = {
        "Achieng", "Baraka", "Chebet", "Daudi", "Esther", "Farah", "Grace", "Hassan", "Imani", "Juma", "Kamau", "Lilian"
    };

    private final ReentrantLock lock = new ReentrantLock();
    private final Timeline timeline;
    private final Identifiers ids;
    private final Settings settings;
    private final Weather weather;
    private final Book book = new Book();
    private final Map<String, SubscriberState> subscribers = new LinkedHashMap<>();
    private final Map<String, OrganisationState> organisations = new TreeMap<>();
    private final Records records = new Records();
    private final Scripts scripts;
    private final Transactions transactions = new Transactions();
    private final CustomerPayments payments;
    private final StkDesk stk;
    private final C2bDesk c2b;
    private final List<Runnable> clearers = new ArrayList<>();
    private final List<Consumer<Transaction>> paymentListeners = new ArrayList<>();
    private Initiator initiator = new Initiator("testapi", "Safaricom999!*!");

    /** Creates an empty world. */
    public World(
            Timeline timeline, Settings settings, Weather weather, long seed, CustomerScript customer, Poster poster) {
        this.timeline = timeline;
        this.settings = settings;
        this.weather = weather;
        this.ids = new Identifiers(seed);
        this.scripts = new Scripts(weather, customer);
        this.payments = new CustomerPayments(this);
        this.stk = new StkDesk(this, poster);
        this.c2b = new C2bDesk(this, poster);
    }

    /** Runs {@code action} while nothing else in this world changes. */
    public <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the moment on the simulator's clock. */
    public Instant now() {
        return timeline.now();
    }

    /** Returns what happens later. */
    public Timeline timeline() {
        return timeline;
    }

    /** Returns the source of identifiers. */
    public Identifiers ids() {
        return ids;
    }

    /** Returns the switches. */
    public Settings settings() {
        return settings;
    }

    /** Returns the faults that hit everybody. */
    public Weather weather() {
        return weather;
    }

    /** Returns where the money is. */
    public Book book() {
        return book;
    }

    /** Returns what was received and sent. */
    public Records records() {
        return records;
    }

    /** Returns what shall happen to whom. */
    public Scripts scripts() {
        return scripts;
    }

    /** Returns all transactions. */
    public Transactions transactions() {
        return transactions;
    }

    /** Returns who books what customers pay. */
    public CustomerPayments payments() {
        return payments;
    }

    /** Returns the desk that handles payments by menu and tells organisations about payments. */
    public C2bDesk c2b() {
        return c2b;
    }

    /** Returns the API operator of all organisations. */
    public Initiator initiator() {
        return locked(() -> initiator);
    }

    /** Changes the API operator of all organisations. */
    public void setInitiator(String name, String password) {
        locked(() -> initiator = new Initiator(name, password));
    }

    /** Returns the desk that handles pushes. */
    public StkDesk stk() {
        return stk;
    }

    /** Returns the subscriber with this canonical number, who is made up if nobody spoke of them yet. */
    public SubscriberState subscriber(String msisdn) {
        return locked(() -> {
            SubscriberState known = subscribers.get(msisdn);
            if (known != null) {
                return known;
            }
            int nameIndex = (msisdn.charAt(10) * 10 + msisdn.charAt(11)) % FIRST_NAMES.length;
            return addSubscriber(msisdn, FIRST_NAMES[nameIndex], settings.get(Setting.STRANGER_BALANCE));
        });
    }

    /** Adds or replaces the subscriber with this canonical number; the money of one who is replaced goes to the bank. */
    public SubscriberState addSubscriber(String msisdn, String name, long shillings) {
        return locked(() -> {
            SubscriberState made = new SubscriberState(this, msisdn, name);
            subscribers.put(msisdn, made);
            made.balance(shillings);
            return made;
        });
    }

    /** Returns everybody known so far, in the order they became known. */
    public List<SubscriberState> subscribers() {
        return locked(() -> List.copyOf(subscribers.values()));
    }

    /** Adds or replaces a merchant. */
    public OrganisationState addOrganisation(
            String shortCode, @Nullable String tillNumber, String name, String passkey) {
        Objects.requireNonNull(passkey, "passkey");
        return locked(() -> {
            OrganisationState made = new OrganisationState(this, shortCode, tillNumber, name, passkey);
            organisations.put(shortCode, made);
            return made;
        });
    }

    /** Returns the merchant that signs with this short code. */
    public Optional<OrganisationState> organisation(String shortCode) {
        return locked(() -> Optional.ofNullable(organisations.get(shortCode)));
    }

    /** Returns the merchant that customers pay under this number: a paybill, a till, or the till of a store. */
    public Optional<OrganisationState> payee(String number) {
        return locked(() -> organisations.values().stream()
                .filter(organisation -> organisation.payableNumber().equals(number)
                        || organisation.shortCode().equals(number))
                .findFirst());
    }

    /** Returns all merchants, by short code. */
    public List<OrganisationState> organisations() {
        return locked(() -> List.copyOf(organisations.values()));
    }

    /** Adds who else is to hear of what customers pay, with the world's lock held. */
    public void onPayment(Consumer<Transaction> listener) {
        locked(() -> paymentListeners.add(listener));
    }

    void tellPayment(Transaction payment) {
        paymentListeners.forEach(listener -> listener.accept(payment));
    }

    /** Adds what else is to be forgotten by {@link #clear}. */
    public void onClear(Runnable clearer) {
        locked(() -> clearers.add(clearer));
    }

    /** Forgets everybody and everything, settings excepted. */
    public void clear() {
        locked(() -> {
            subscribers.clear();
            organisations.clear();
            stk.clear();
            clearers.forEach(Runnable::run);
            transactions.clear();
            initiator.unlock();
            book.clear();
            records.clear();
            scripts.reset();
            weather.fine();
            return this;
        });
    }

    /** Returns the statement of an organisation's collection account, from inclusive, to exclusive. */
    public String statement(OrganisationState organisation, StatementForm form, Instant from, Instant to) {
        return locked(() -> new Statement(this, organisation, form).csv(from, to));
    }

    void setBalance(String account, long cents, String details) {
        long before = book.balance(account);
        long change = cents - before;
        if (change == 0) {
            return;
        }
        Instant at = now();
        book.post(new LedgerEntry(
                ids.receipt(at),
                at,
                "Balance set",
                details + ": " + Amounts.grouped(before) + " → " + Amounts.grouped(cents),
                null,
                List.of(new Posting(account, change), new Posting(Book.BANK, -change))));
    }
}
