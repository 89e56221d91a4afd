package io.github.darajasdk.simulator;

import io.github.darajasdk.simulator.internal.world.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A switch of the simulator. The same names serve the builder, the command line ({@code --set prompt-life=PT20S}), the
 * control API ({@code PUT /simulator/settings}) and the faults page.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

    private static final List<Setting<?>> ALL = new ArrayList<>();

    /** How long a prompt waits for the PIN. */
    public static final Setting<Duration> PROMPT_LIFE =
            duration("prompt-life", Duration.ofSeconds(60), "How long a prompt waits for the PIN");

    /** How long a token lives. */
    public static final Setting<Duration> TOKEN_LIFE =
            duration("token-life", Duration.ofSeconds(3599), "How long a token lives");

    /** Whether {@code expires_in} is a JSON number instead of the documented text. */
    public static final Setting<Boolean> EXPIRES_IN_AS_NUMBER =
            flag("expires-in-as-number", false, "Whether expires_in is a number instead of a text");

    /** Whether a new token ends the one before, as Safaricom's FAQ says. */
    public static final Setting<Boolean> NEW_TOKEN_ENDS_OLD =
            flag("new-token-ends-old", false, "Whether a new token ends the one before");

    /** Which pushes count for result 17, "Rule limited.". */
    public static final Setting<Rule17> RULE_17 = choice(
            "rule-17",
            Rule17.class,
            Rule17.DEBITED,
            "Which earlier payments of the same amount to the same merchant within two minutes end a new one with 17");

    /** How a second prompt for a busy phone is refused. */
    public static final Setting<SubscriberLock> SUBSCRIBER_LOCK = choice(
            "subscriber-lock",
            SubscriberLock.class,
            SubscriberLock.AT_ONCE,
            "How a push to a phone with an open prompt is refused");

    /** How a query about an open prompt is answered. */
    public static final Setting<PendingForm> PENDING_FORM = choice(
            "pending-form", PendingForm.class, PendingForm.CODE_4999, "How a query about an open prompt is answered");

    /** How many of a hundred queries get 500.001.1001 with an empty message although there is an answer. */
    public static final Setting<Integer> FLAKY_QUERY_PERCENT = number(
            "flaky-query-percent",
            0,
            0,
            100,
            "How many of 100 queries get 500.001.1001 although there is an answer (one capture: about 20)");

    /** How long after a push a query says "does not Exist". */
    public static final Setting<Duration> QUERY_BLIND_TIME = duration(
            "query-blind-time",
            Duration.ZERO,
            "How long after a push its query says \"does not Exist\" (one capture: 30 s)");

    /** How callbacks are written unless a script says otherwise. */
    public static final Setting<CallbackShape> CALLBACK_SHAPE =
            choice("callback-shape", CallbackShape.class, CallbackShape.CAPTURED, "How STK callbacks are written");

    /** Whether callback URLs are refused that Daraja refuses: private hosts, forbidden words. */
    public static final Setting<Boolean> REFUSE_LOCAL_CALLBACKS = flag(
            "refuse-local-callbacks",
            false,
            "Whether callback URLs with private hosts, plain http or forbidden words are refused, as Daraja does");

    /** Whether Buy Goods works with 174379, which the sandbox refuses. */
    public static final Setting<Boolean> SANDBOX_BUY_GOODS =
            flag("sandbox-buy-goods", false, "Whether CustomerBuyGoodsOnline works with 174379");

    /** The largest amount of one payment, in shillings. */
    public static final Setting<Integer> MAX_AMOUNT =
            number("max-amount", 250_000, 1, 100_000_000, "The largest amount of one payment in shillings");

    /** The largest sum one subscriber can pay in a day, in shillings. */
    public static final Setting<Integer> DAILY_LIMIT =
            number("daily-limit", 500_000, 1, 100_000_000, "The largest sum one subscriber can pay in a day");

    /** Whether validation URLs are asked; at Safaricom support switches it on. */
    public static final Setting<Boolean> C2B_VALIDATION =
            flag("c2b-validation", false, "Whether C2B validation URLs are asked before a payment by menu");

    /** Which version of the C2B API the app has. */
    public static final Setting<C2bProduct> C2B_PRODUCT =
            choice("c2b-product", C2bProduct.class, C2bProduct.BOTH, "Which version of the C2B API the app has");

    /** What a second registration of C2B URLs meets. */
    public static final Setting<SecondRegistration> C2B_SECOND_REGISTRATION = choice(
            "c2b-second-registration",
            SecondRegistration.class,
            SecondRegistration.OVERWRITES,
            "What a second registration of C2B URLs meets");

    /** What M-PESA keeps of a payment, in hundredths of a percent. */
    public static final Setting<Integer> MERCHANT_CHARGE = number(
            "merchant-charge", 0, 0, 1_000, "What M-PESA keeps of a customer's payment, in hundredths of a percent");

    /** How long after its acceptance a command (B2C, reversal, balance, …) has its result. */
    public static final Setting<Duration> RESULT_DELAY = duration(
            "result-delay", Duration.ZERO, "How long after its acceptance a command (B2C, reversal, …) has its result");

    /** The receiver type that paying a till needs. */
    public static final Setting<TillReceiver> TILL_RECEIVER = choice(
            "till-receiver",
            TillReceiver.class,
            TillReceiver.EITHER,
            "The RecieverIdentifierType that BusinessBuyGoods needs; another one ends in SFC_IC0003");

    /** How many rows one page of Pull Transactions has. */
    public static final Setting<Integer> PULL_PAGE =
            number("pull-page", 1_000, 1, 100_000, "How many rows one page of Pull Transactions has");

    /** What time Pull Transactions tells behind its doubtful Z. */
    public static final Setting<PullTime> PULL_TIME =
            choice("pull-time", PullTime.class, PullTime.LOCAL, "What time trxDate of Pull Transactions tells");

    /** How Pull Transactions says that there is nothing. */
    public static final Setting<PullEmpty> PULL_EMPTY =
            choice("pull-empty", PullEmpty.class, PullEmpty.BARE, "How Pull Transactions says that there is nothing");

    /** What a number that nobody described owns, in shillings. */
    public static final Setting<Integer> STRANGER_BALANCE =
            number("stranger-balance", 50_000, 0, 500_000, "What a number that nobody described owns, in shillings");

    /** Which earlier payments end a new one of the same amount with 17. */
    public enum Rule17 {
        /** Those that moved money. */
        DEBITED,
        /** All that were accepted. */
        EVERY_PUSH,
        /** None. */
        OFF
    }

    /** The versions of the C2B API. */
    public enum C2bProduct {
        /** Both are answered. */
        BOTH,
        /** Version 2 is refused with 401.003.01. */
        V1,
        /** Version 1 is refused with 401.003.01. */
        V2
    }

    /** What a second registration of C2B URLs meets. */
    public enum SecondRegistration {
        /** It replaces the first, as in the sandbox. */
        OVERWRITES,
        /** HTTP 200 with a text that says no. */
        REFUSED_IN_TEXT,
        /** HTTP 500 500.003.1001. */
        REFUSED
    }

    /** The times that Pull Transactions may tell. */
    public enum PullTime {
        /** East Africa Time, in spite of the Z. */
        LOCAL,
        /** What the Z says. */
        UTC
    }

    /** The forms of an empty Pull answer. */
    public enum PullEmpty {
        /** Without {@code Response}, as captured. */
        BARE,
        /** {@code [[]]}, as documented. */
        NESTED
    }

    /** The receiver types of a till. */
    public enum TillReceiver {
        /** 2 and 4. */
        EITHER,
        /** 4, as the portal says. */
        FOUR,
        /** 2, as one production system needs. */
        TWO
    }

    /** How a push to a busy phone is refused. */
    public enum SubscriberLock {
        /** With HTTP 500 500.001.1001. */
        AT_ONCE,
        /** Accepted, then 1001 in the callback. */
        LATER
    }

    /** How a query about an open prompt is answered. */
    public enum PendingForm {
        /** HTTP 200 with code 4999. */
        CODE_4999,
        /** HTTP 500 500.001.1001 "The transaction is being processed". */
        BEING_PROCESSED,
        /** HTTP 500 500.001.1001 with an empty message. */
        EMPTY_MESSAGE,
        /** HTTP 500 500.001.1001 "The transaction does not Exist". */
        DOES_NOT_EXIST,
        /** One after the other. */
        MIXED
    }

    private final String name;
    private final T defaultValue;
    private final String description;
    private final String allowed;
    private final Function<String, T> parser;

    private Setting(String name, T defaultValue, String description, String allowed, Function<String, T> parser) {
        this.name = name;
        this.defaultValue = defaultValue;
        this.description = description;
        this.allowed = allowed;
        this.parser = parser;
        ALL.add(this);
    }

    /** {@return all settings, in the order of this class} */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /**
     * {@return the setting of this name}
     *
     * @param name words in lower case joined by hyphens
     * @throws IllegalArgumentException if there is none; the message lists those that exist
     */
    public static Setting<?> named(String name) {
        return ALL.stream()
                .filter(setting -> setting.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No setting is called '" + name + "'. There are: "
                        + ALL.stream().map(Setting::name).collect(Collectors.joining(", "))));
    }

    /** {@return the name, words in lower case joined by hyphens} */
    public String name() {
        return name;
    }

    /** {@return the value that holds where nothing is said} */
    public T defaultValue() {
        return defaultValue;
    }

    /** {@return one sentence for people} */
    public String description() {
        return description;
    }

    /** {@return what may be written, for people} */
    public String allowed() {
        return allowed;
    }

    /**
     * Reads a value.
     *
     * @param text as {@link #write} gives it
     * @return the value it spells
     * @throws IllegalArgumentException if the text is not a value of this setting; the message says what is
     */
    public T parse(String text) {
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no value for " + name + ". Allowed: " + allowed, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static Setting<Boolean> flag(String name, boolean defaultValue, String description) {
        return new Setting<>(name, defaultValue, description, "true, false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    private static Setting<Duration> duration(String name, Duration defaultValue, String description) {
        return new Setting<>(name, defaultValue, description, Durations.ALLOWED, text -> {
            Duration value = Durations.parse(text);
            if (value.isNegative()) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    private static Setting<Integer> number(String name, int defaultValue, int min, int max, String description) {
        return new Setting<>(name, defaultValue, description, "a whole number from " + min + " to " + max, text -> {
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    private static <E extends Enum<E>> Setting<E> choice(
            String name, Class<E> type, E defaultValue, String description) {
        String allowed =
                Arrays.stream(type.getEnumConstants()).map(Setting::spelling).collect(Collectors.joining(", "));
        return new Setting<>(
                name,
                defaultValue,
                description,
                allowed,
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /** Returns how an enum constant is written in a setting. */
    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * {@return how {@code value} is written, so that {@link #parse} reads it again}
     *
     * @param value the new value
     */
    public static String write(Object value) {
        return value instanceof Enum<?> constant ? spelling(constant) : value.toString();
    }
}
