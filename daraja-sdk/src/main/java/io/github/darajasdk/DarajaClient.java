package io.github.darajasdk;

import io.github.darajasdk.account.AccountApi;
import io.github.darajasdk.b2b.B2bApi;
import io.github.darajasdk.b2b.B2bExpressApi;
import io.github.darajasdk.b2c.B2cApi;
import io.github.darajasdk.b2c.PochiApi;
import io.github.darajasdk.billmanager.BillManagerApi;
import io.github.darajasdk.bonga.BongaApi;
import io.github.darajasdk.c2b.C2bApi;
import io.github.darajasdk.internal.client.ClientSettings;
import io.github.darajasdk.internal.client.Core;
import io.github.darajasdk.internal.product.BillManagerCalls;
import io.github.darajasdk.internal.product.BongaCalls;
import io.github.darajasdk.internal.product.BusinessCalls;
import io.github.darajasdk.internal.product.C2bCalls;
import io.github.darajasdk.internal.product.InitiatorCommands;
import io.github.darajasdk.internal.product.LookUpCalls;
import io.github.darajasdk.internal.product.PayoutCalls;
import io.github.darajasdk.internal.product.PromptCalls;
import io.github.darajasdk.internal.product.PullCalls;
import io.github.darajasdk.internal.product.RawCalls;
import io.github.darajasdk.internal.product.TransactionCalls;
import io.github.darajasdk.internal.stk.StkCalls;
import io.github.darajasdk.organisation.OrganisationApi;
import io.github.darajasdk.pull.PullApi;
import io.github.darajasdk.qr.QrApi;
import io.github.darajasdk.raw.RawApi;
import io.github.darajasdk.spi.DarajaEventListener;
import io.github.darajasdk.spi.TokenStore;
import io.github.darajasdk.standingorder.StandingOrderApi;
import io.github.darajasdk.stk.StkApi;
import io.github.darajasdk.subscriber.SubscriberApi;
import io.github.darajasdk.transaction.TransactionApi;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The way to M-PESA for one app and one merchant. Build one, share it between all threads, close it with the application:
 * it owns a connection pool, a token and two circuit breakers.
 *
 * <pre>{@code
 * DarajaClient daraja = DarajaClient.builder()
 *         .environment(DarajaEnvironment.SANDBOX)
 *         .credentials(Credentials.of(consumerKey, consumerSecret))
 *         .merchant(Merchant.paybill(ShortCode.of("174379"), Passkey.of(passkey)))
 *         .build();
 * }</pre>
 *
 * <p>What moves money is sent once. It is repeated, at most once and inside its timeout, only if it provably was not taken;
 * reads are repeated up to two times. Two clients share nothing.
 */
public final class DarajaClient implements AutoCloseable {

    private final DarajaEnvironment environment;
    private final Merchant merchant;
    private final Core core;
    private final StkApi stk;
    private final TransactionApi transactions;
    private final C2bApi c2b;
    private final PullApi pull;
    private final B2cApi b2c;
    private final PochiApi pochi;
    private final B2bApi b2b;
    private final B2bExpressApi b2bExpress;
    private final AccountApi accounts;
    private final QrApi qr;
    private final BillManagerApi billManager;
    private final StandingOrderApi standingOrders;
    private final OrganisationApi organisations;
    private final SubscriberApi subscribers;
    private final BongaApi bonga;
    private final RawApi raw;

    private DarajaClient(Builder builder) {
        if (builder.environment == null || builder.credentials == null || builder.merchant == null) {
            throw new IllegalArgumentException(
                    "a client needs environment, credentials and merchant: set them on the builder");
        }
        this.environment = builder.environment;
        this.merchant = builder.merchant;
        this.core = new Core(new ClientSettings(
                builder.environment,
                builder.credentials,
                builder.merchant,
                builder.callTimeout,
                builder.readCallTimeout,
                builder.connectTimeout,
                builder.clock,
                builder.tokenStore,
                builder.eventListener,
                builder.asyncExecutor,
                builder.maxPayment,
                builder.maxConcurrentCalls,
                builder.breakerFailures,
                builder.breakerPause,
                builder.initiator,
                builder.initiatorCertificate,
                builder.billManagerPath));
        InitiatorCommands commands = new InitiatorCommands(core);
        this.stk = new StkCalls(core);
        this.transactions = new TransactionCalls(commands);
        this.c2b = new C2bCalls(core);
        this.pull = new PullCalls(core);
        this.b2c = new PayoutCalls(commands);
        this.pochi = new PayoutCalls(commands).pochi();
        this.b2b = new BusinessCalls(commands);
        this.b2bExpress = new PromptCalls(core);
        this.accounts = new BusinessCalls(commands).accounts();
        this.qr = new LookUpCalls(core).qr();
        this.billManager = new BillManagerCalls(core);
        this.standingOrders = new PromptCalls(core).standingOrders();
        this.organisations = new LookUpCalls(core).organisations();
        this.subscribers = new LookUpCalls(core).subscribers();
        this.bonga = new BongaCalls(core);
        this.raw = new RawCalls(core);
    }

    /**
     * Starts with the default settings.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns STK Push and its query.
     *
     * @return the same object every time
     */
    public StkApi stk() {
        return stk;
    }

    /**
     * Returns transaction status and reversal. They need an initiator.
     *
     * @return the same object every time
     */
    public TransactionApi transactions() {
        return transactions;
    }

    /**
     * Returns C2B: registering where customers' own payments are reported.
     *
     * @return the same object every time
     */
    public C2bApi c2b() {
        return c2b;
    }

    /**
     * Returns Pull Transactions: M-PESA's record of the last 48 hours.
     *
     * @return the same object every time
     */
    public PullApi pull() {
        return pull;
    }

    /**
     * Returns payouts to customers. They need an initiator.
     *
     * @return the same object every time
     */
    public B2cApi b2c() {
        return b2c;
    }

    /**
     * Returns payouts to business wallets (Pochi la Biashara). They need an initiator.
     *
     * @return the same object every time
     */
    public PochiApi pochi() {
        return pochi;
    }

    /**
     * Returns payments to businesses, top-ups and taxes. They need an initiator.
     *
     * @return the same object every time
     */
    public B2bApi b2b() {
        return b2b;
    }

    /**
     * Returns prompts to the operators of tills.
     *
     * @return the same object every time
     */
    public B2bExpressApi b2bExpress() {
        return b2bExpress;
    }

    /**
     * Returns the balances of the organisation's own accounts. They need an initiator.
     *
     * @return the same object every time
     */
    public AccountApi accounts() {
        return accounts;
    }

    /**
     * Returns dynamic QR codes.
     *
     * @return the same object every time
     */
    public QrApi qr() {
        return qr;
    }

    /**
     * Returns Bill Manager: invoices.
     *
     * @return the same object every time
     */
    public BillManagerApi billManager() {
        return billManager;
    }

    /**
     * Returns standing orders (M-PESA Ratiba).
     *
     * @return the same object every time
     */
    public StandingOrderApi standingOrders() {
        return standingOrders;
    }

    /**
     * Returns the names behind short codes and tills.
     *
     * @return the same object every time
     */
    public OrganisationApi organisations() {
        return organisations;
    }

    /**
     * Returns what the network knows about a number.
     *
     * @return the same object every time
     */
    public SubscriberApi subscribers() {
        return subscribers;
    }

    /**
     * Returns Lipa na Bonga: paying with loyalty points.
     *
     * @return the same object every time
     */
    public BongaApi bonga() {
        return bonga;
    }

    /**
     * Returns the way out, for paths that this SDK does not know.
     *
     * @return the same object every time
     */
    public RawApi raw() {
        return raw;
    }

    /**
     * Returns which Daraja this client talks to.
     *
     * @return the environment
     */
    public DarajaEnvironment environment() {
        return environment;
    }

    /**
     * Returns who is being paid.
     *
     * @return the merchant
     */
    public Merchant merchant() {
        return merchant;
    }

    /**
     * Frees connections and threads. Calls under way run to their end; new ones throw {@link IllegalStateException}. Closing
     * twice does nothing. The HTTP library's few daemon threads belong to all its users in the process, and end by
     * themselves about a minute after the last of them made a call.
     */
    @Override
    public void close() {
        core.close();
    }

    /** Redacted. */
    @Override
    public String toString() {
        return "DarajaClient[" + environment + ", " + merchant + "]";
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {

        private @Nullable DarajaEnvironment environment;
        private @Nullable Credentials credentials;
        private @Nullable Merchant merchant;
        private Duration callTimeout = Duration.ofSeconds(20);
        private Duration readCallTimeout = Duration.ofSeconds(10);
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Clock clock = Clock.systemUTC();
        private @Nullable TokenStore tokenStore;
        private DarajaEventListener eventListener = new DarajaEventListener() {};
        private @Nullable Executor asyncExecutor;
        private Amount maxPayment = Amount.MAX;
        private int maxConcurrentCalls = 20;
        private int breakerFailures = 10;
        private Duration breakerPause = Duration.ofSeconds(5);
        private @Nullable Initiator initiator;
        private @Nullable InitiatorCertificate initiatorCertificate;
        private String billManagerPath = "/v1/billmanager-invoice";

        private Builder() {}

        /**
         * Sets which Daraja to talk to. Required.
         *
         * @param environment sandbox, production, or an address of its own
         * @return this builder
         */
        public Builder environment(DarajaEnvironment environment) {
            this.environment = environment;
            return this;
        }

        /**
         * Sets the app's key and secret. Required.
         *
         * @param credentials key and secret
         * @return this builder
         */
        public Builder credentials(Credentials credentials) {
            this.credentials = credentials;
            return this;
        }

        /**
         * Sets who is being paid. Required.
         *
         * @param merchant paybill or till
         * @return this builder
         */
        public Builder merchant(Merchant merchant) {
            this.merchant = merchant;
            return this;
        }

        /**
         * Sets how long one call that moves money may take, token and repetition included. Default 20 s. Shorter means more
         * pushes whose fate is unknown.
         *
         * @param callTimeout at least 1 ms, at most 10 minutes
         * @return this builder
         * @throws IllegalArgumentException if out of range
         */
        public Builder callTimeout(Duration callTimeout) {
            this.callTimeout = checked(callTimeout, "call timeout");
            return this;
        }

        /**
         * Sets how long one call that only reads may take, token and repetitions included. Default 10 s.
         *
         * @param readCallTimeout at least 1 ms, at most 10 minutes
         * @return this builder
         * @throws IllegalArgumentException if out of range
         */
        public Builder readCallTimeout(Duration readCallTimeout) {
            this.readCallTimeout = checked(readCallTimeout, "read call timeout");
            return this;
        }

        /**
         * Sets how long connecting to one address of the host may take. Default 5 s.
         *
         * @param connectTimeout at least 1 ms, at most 10 minutes
         * @return this builder
         * @throws IllegalArgumentException if out of range
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = checked(connectTimeout, "connect timeout");
            return this;
        }

        /**
         * Sets the clock for time stamps and for tokens shared through a store. Default: the system clock.
         *
         * @param clock any clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets where tokens are shared with other processes. Default: nowhere, the client remembers its own.
         *
         * @param tokenStore the store
         * @return this builder
         */
        public Builder tokenStore(TokenStore tokenStore) {
            this.tokenStore = Objects.requireNonNull(tokenStore, "tokenStore");
            return this;
        }

        /**
         * Sets who is told what happens. Default: nobody.
         *
         * @param eventListener the listener
         * @return this builder
         */
        public Builder eventListener(DarajaEventListener eventListener) {
            this.eventListener = Objects.requireNonNull(eventListener, "eventListener");
            return this;
        }

        /**
         * Sets who runs the {@code Async} calls. The calls block, so it should have threads to spare. Default: up to 16
         * daemon threads of the client's own, ended by {@code close()}; a given executor is left alone.
         *
         * @param asyncExecutor the executor
         * @return this builder
         */
        public Builder asyncExecutor(Executor asyncExecutor) {
            this.asyncExecutor = Objects.requireNonNull(asyncExecutor, "asyncExecutor");
            return this;
        }

        /**
         * Sets the largest amount a customer is asked for. Default {@link Amount#MAX}, M-PESA's own limit at the time of
         * writing; a larger one is refused before anything is sent.
         *
         * @param maxPayment the limit
         * @return this builder
         */
        public Builder maxPayment(Amount maxPayment) {
            this.maxPayment = Objects.requireNonNull(maxPayment, "maxPayment");
            return this;
        }

        /**
         * Sets how many calls of one class (money; reads) may be under way at once. Default 20; the next is refused at once
         * with {@code NOT_SENT}, so that a hanging Daraja does not take every thread of the application.
         *
         * @param maxConcurrentCalls 1 to 10,000
         * @return this builder
         * @throws IllegalArgumentException if out of range
         */
        public Builder maxConcurrentCalls(int maxConcurrentCalls) {
            this.maxConcurrentCalls = checked(maxConcurrentCalls, "concurrent calls");
            return this;
        }

        /**
         * Sets how many calls of one class must fail in a row, without a usable answer, until calls of that class are refused
         * at once for a while. Default 10.
         *
         * @param breakerFailures 1 to 10,000
         * @return this builder
         * @throws IllegalArgumentException if out of range
         */
        public Builder breakerFailures(int breakerFailures) {
            this.breakerFailures = checked(breakerFailures, "breaker failures");
            return this;
        }

        /**
         * Sets how long calls are refused once a breaker is open, before one is let through to try. Default 5 s.
         *
         * @param breakerPause at least 1 ms, at most 10 minutes
         * @return this builder
         * @throws IllegalArgumentException if out of range
         */
        public Builder breakerPause(Duration breakerPause) {
            this.breakerPause = checked(breakerPause, "breaker pause");
            return this;
        }

        /**
         * Sets in whose name money is paid out, reversed and asked about. Default: nobody, and the products that need one
         * throw {@link IllegalStateException}.
         *
         * @param initiator the API operator
         * @return this builder
         */
        public Builder initiator(Initiator initiator) {
            this.initiator = Objects.requireNonNull(initiator, "initiator");
            return this;
        }

        /**
         * Sets the certificate that the initiator's password is encrypted with. Default: Safaricom's public one, of
         * production for production and of the sandbox for everything else.
         *
         * @param initiatorCertificate the certificate
         * @return this builder
         */
        public Builder initiatorCertificate(InitiatorCertificate initiatorCertificate) {
            this.initiatorCertificate = Objects.requireNonNull(initiatorCertificate, "initiatorCertificate");
            return this;
        }

        /**
         * Sets where Bill Manager is found. Default {@code /v1/billmanager-invoice}; Safaricom has told at least one
         * customer to double it.
         *
         * @param billManagerPath with a leading slash and without one at its end
         * @return this builder
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder billManagerPath(String billManagerPath) {
            if (!billManagerPath.matches("(/[A-Za-z0-9_-]+)+")) {
                throw new IllegalArgumentException("the Bill Manager path must look like /v1/billmanager-invoice");
            }
            this.billManagerPath = billManagerPath;
            return this;
        }

        private static Duration checked(Duration duration, String name) {
            if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(Duration.ofMinutes(10)) > 0) {
                throw new IllegalArgumentException(name + " must be 1 ms to 10 minutes, not " + duration);
            }
            return duration;
        }

        private static int checked(int count, String name) {
            if (count < 1 || count > 10_000) {
                throw new IllegalArgumentException(name + " must be 1 to 10,000, not " + count);
            }
            return count;
        }

        /**
         * Builds the client. Nothing is sent until the first call.
         *
         * @return a client to be shared and closed
         * @throws IllegalArgumentException if environment, credentials or merchant is missing
         */
        public DarajaClient build() {
            return new DarajaClient(this);
        }
    }
}
