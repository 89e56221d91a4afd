package io.github.darajasdk.simulator.internal.world;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Makes identifiers in the shapes of 2026, the same ones for the same seed and order of calls. Thread-safe. */
public final class Identifiers {

    private static final String RECEIPT_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String TOKEN_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int FIRST_YEAR = 2019; // receipts of 2019 start with N
    private static final int FIRST_LETTER = 'N' - 'A';

    private final Random random;
    private final String requestNode;
    private final String merchantNode;
    private final Set<String> checkoutIds = new HashSet<>();
    private final Set<String> receipts = new HashSet<>();
    private long requestCounter;
    private long merchantCounter;

    /** Creates a source of identifiers. */
    public Identifiers(long seed) {
        this.random = new Random(seed);
        this.requestNode = node();
        this.merchantNode = node();
        this.requestCounter = 800_000L + random.nextInt(100_000);
        this.merchantCounter = 1_200_000L + random.nextInt(100_000);
    }

    /** Returns a {@code requestId} of an error answer. */
    public synchronized String requestId() {
        return requestNode + ++requestCounter;
    }

    /** Returns a {@code MerchantRequestID} or {@code OriginatorConversationID}. */
    public synchronized String merchantRequestId() {
        return merchantNode + ++merchantCounter;
    }

    /** Returns a {@code CheckoutRequestID}: moment, one to three digits, the subscriber's nine digits. */
    public synchronized String checkoutRequestId(Instant at, String msisdn) {
        String stamp = EastAfricaTime.checkoutStamp(at);
        String subscriber = msisdn.substring(msisdn.length() - 9);
        for (int attempt = 0; ; attempt++) {
            String id = "ws_CO_" + stamp + random.nextInt(1000) + subscriber;
            if (checkoutIds.add(id)) {
                return id;
            }
            if (attempt == 10_000) {
                throw new IllegalStateException("More than 1,000 pushes to one number within one second");
            }
        }
    }

    /** Returns a {@code ConversationID}. */
    public synchronized String conversationId(Instant at) {
        return "AG_" + EastAfricaTime.day(at) + "_" + hex(20);
    }

    /** Returns a receipt number: three letters for the day, seven random ones. */
    public synchronized String receipt(Instant at) {
        String prefix = receiptPrefix(at);
        while (true) {
            String receipt = prefix + text(RECEIPT_ALPHABET, 7);
            if (receipts.add(receipt)) {
                return receipt;
            }
        }
    }

    /** Returns an access token: 28 letters and digits. */
    public synchronized String token() {
        return text(TOKEN_ALPHABET, 28);
    }

    /** Returns a request identifier in the old shape, which some products still use: {@code 18633-7271215-1}. */
    public synchronized String legacyRequestId() {
        return (10_000 + random.nextInt(90_000)) + "-" + ++requestCounter + "-1";
    }

    /** Returns a random UUID. */
    public synchronized String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Returns how many requests were numbered, to {@link #continueFrom} there after a restart. */
    public synchronized long position() {
        return Math.max(requestCounter - 800_000, merchantCounter - 1_200_000);
    }

    /** Numbers requests from beyond {@code position} on. */
    public synchronized void continueFrom(long position) {
        requestCounter = Math.max(requestCounter, 800_000 + position);
        merchantCounter = Math.max(merchantCounter, 1_200_000 + position);
    }

    /** Never gives out this receipt or {@code CheckoutRequestID}. */
    public synchronized void taken(String identifier) {
        receipts.add(identifier);
        checkoutIds.add(identifier);
    }

    /** Returns a number from 0 to 99. */
    public synchronized int percent() {
        return random.nextInt(100);
    }

    /** Returns the incident number of a web firewall page. */
    public synchronized String incidentId() {
        return "1730" + digits(12) + "-" + digits(11);
    }

    static String receiptPrefix(Instant at) {
        LocalDateTime time = EastAfricaTime.at(at);
        char year = (char) ('A' + Math.floorMod(FIRST_LETTER + time.getYear() - FIRST_YEAR, 26));
        char month = (char) ('A' + time.getMonthValue() - 1);
        int dayOfMonth = time.getDayOfMonth();
        char day = (char) (dayOfMonth < 10 ? '0' + dayOfMonth : 'A' + dayOfMonth - 10);
        return "" + year + month + day;
    }

    private String node() {
        return hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12);
    }

    private String hex(int length) {
        return text("0123456789abcdef", length);
    }

    private String digits(int length) {
        return text("0123456789", length);
    }

    private String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
