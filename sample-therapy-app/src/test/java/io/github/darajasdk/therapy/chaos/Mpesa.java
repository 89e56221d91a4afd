package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.Debit;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.simulator.SentCallback;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulated M-PESA of a run: the truth about the money, and what it told the application. */
final class Mpesa implements AutoCloseable {

    static final String PAYBILL = "600123";
    static final String PASSKEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static final Pattern AMOUNT = Pattern.compile("\"Amount\",\"Value\":\"?(-?\\d+)");
    private static final Pattern RECEIPT = Pattern.compile("\"MpesaReceiptNumber\",\"Value\":\"(\\w+)\"");
    private static final Pattern REFERENCE = Pattern.compile("/cb/stk/[^/]+/([^/]+)/");

    private final DarajaSimulator simulator;
    private final List<Truth.Acknowledged> acknowledged = new ArrayList<>();
    private final Map<String, Long> told = new HashMap<>();
    private final Map<String, Integer> answers = new HashMap<>();
    private final AtomicLong paidByMenu = new AtomicLong();
    private SentCallback lastSeen;
    private int lost;
    private int unanswered;
    private int refused;

    Mpesa(long seed, Clock clock) {
        simulator = DarajaSimulator.builder()
                .clock(clock)
                .seed(seed)
                .customers(CustomerScript.approvesAfter(Duration.ofSeconds(10)))
                .paybill(PAYBILL, "Smiling Steps", PASSKEY)
                .start();
        simulator.organisation(PAYBILL).funds(100_000_000, 0);
    }

    DarajaSimulator simulator() {
        return simulator;
    }

    /** Says what happens the next time this phone is asked to ring. */
    void prepare(Plan plan, int attempt) {
        simulator
                .nextPush(PushMatch.number(plan.phone()))
                .customer(plan.customer(attempt))
                .delivery(plan.delivery(attempt));
    }

    /** The client pays by the menu of the phone, and does not always type what he should. */
    void payByMenu(Plan plan) {
        SplittableRandom random = new SplittableRandom(plan.seed() + 3);
        String typed = switch (random.nextInt(8)) {
            case 0 -> plan.bookingNumber().toLowerCase(Locale.ROOT);
            case 1 -> plan.bookingNumber().substring(1);
            case 2 -> "RENT";
            default -> plan.bookingNumber();
        };
        long amount = random.nextInt(6) == 0 ? plan.amount() / 2 : plan.amount();
        paidByMenu.incrementAndGet();
        simulator.payByMenu(plan.phone(), PAYBILL, typed, amount);
    }

    /** How often somebody paid by the menu. */
    long paidByMenu() {
        return paidByMenu.get();
    }

    /** M-PESA's own staff gives a payment back; returns whether there was one. */
    boolean giveBackOne(SplittableRandom random) {
        List<Debit> debits = simulator.ledger().debits();
        if (debits.isEmpty()) {
            return false;
        }
        try {
            simulator.reverse(debits.get(random.nextInt(debits.size())).receipt());
            return true;
        } catch (IllegalStateException alreadyReversed) {
            return false;
        }
    }

    /** Takes note of the callbacks sent since the last time; the simulator keeps the latest only. */
    synchronized void listen() {
        List<SentCallback> callbacks = simulator.callbacks();
        int from = 0;
        for (int i = callbacks.size() - 1; i >= 0 && from == 0; i--) {
            if (callbacks.get(i) == lastSeen) {
                from = i + 1;
            }
        }
        if (from == 0 && lastSeen != null && callbacks.size() >= 5_000) {
            throw new IllegalStateException("more callbacks were sent than the simulator remembers; listen more often");
        }
        for (SentCallback callback : callbacks.subList(from, callbacks.size())) {
            note(callback);
            lastSeen = callback;
        }
    }

    private void note(SentCallback callback) {
        Matcher reference = REFERENCE.matcher(callback.url());
        if (callback.status() == -1) {
            lost++;
        } else if (callback.status() == 0) {
            unanswered++;
        } else if (callback.status() >= 500) {
            refused++;
        }
        if (callback.acknowledged() && reference.find()) {
            String digest = sha256(callback.body());
            acknowledged.add(new Truth.Acknowledged(reference.group(1), digest));
            answers.merge(digest, 1, Integer::sum);
        }
        Matcher receipt = RECEIPT.matcher(callback.body());
        Matcher amount = AMOUNT.matcher(callback.body());
        if (callback.kind().equals("stk") && receipt.find() && amount.find()) {
            told.putIfAbsent(receipt.group(1), Long.parseLong(amount.group(1)));
        }
    }

    synchronized List<Truth.Acknowledged> acknowledged() {
        listen();
        return List.copyOf(acknowledged);
    }

    synchronized Truth truth() {
        listen();
        return new Truth(
                simulator.ledger().debits().stream()
                        .map(debit -> new Truth.Debit(
                                debit.receipt(),
                                debit.checkoutRequestId(),
                                debit.accountReference(),
                                debit.amount(),
                                told.getOrDefault(debit.receipt(), debit.amount())))
                        .toList(),
                simulator.pushes().stream()
                        .map(push -> new Truth.Push(push.accountReference(), push.accepted(), push.at()))
                        .toList(),
                simulator.ledger().entries().stream()
                        .filter(entry -> entry.linkedReceipt() != null)
                        .map(entry -> new Truth.Reversal(entry.linkedReceipt(), shillings(entry)))
                        .toList());
    }

    private static long shillings(LedgerEntry entry) {
        return entry.postings().stream()
                        .mapToLong(LedgerEntry.Posting::cents)
                        .filter(cents -> cents > 0)
                        .sum()
                / 100;
    }

    /** Callbacks lost on purpose. */
    synchronized int lost() {
        return lost;
    }

    /** Callbacks that nobody answered, because an instance died or the database was away. */
    synchronized int unanswered() {
        return unanswered;
    }

    /** Callbacks answered with a 5xx. */
    synchronized int refused() {
        return refused;
    }

    /** Callbacks that were acknowledged more than once. */
    synchronized long repeated() {
        return answers.values().stream().filter(times -> times > 1).count();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
