package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.simulator.CommandOutcome;
import io.github.darajasdk.simulator.CommandScript;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.Debit;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.simulator.ReceivedPush;
import io.github.darajasdk.simulator.RecordedRequest;
import io.github.darajasdk.simulator.SentCallback;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.StatementForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The simulated M-PESA of a run: the truth about the money, and what it told the application. */
final class Mpesa implements AutoCloseable {

    static final String PAYBILL = "600123";
    static final String PASSKEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static final Pattern AMOUNT = Pattern.compile("\"Amount\",\"Value\":\"?(-?\\d+)");
    private static final Pattern RECEIPT = Pattern.compile("\"MpesaReceiptNumber\",\"Value\":\"(\\w+)\"");
    private static final Pattern ORIGINAL = Pattern.compile("\"TransactionID\"\\s*:\\s*\"(\\w+)\"");
    private static final Pattern REFERENCE = Pattern.compile("/cb/stk/[^/]+/([^/]+)/");

    private final DarajaSimulator simulator;
    private final List<Truth.Acknowledged> acknowledged = new ArrayList<>();
    private final Map<String, Long> told = new HashMap<>();
    private final Map<String, Integer> answers = new HashMap<>();
    private final AtomicLong paidByMenu = new AtomicLong();
    private final Following<SentCallback> heard = new Following<>();
    private final Following<RecordedRequest> asked = new Following<>();
    private final List<Truth.ReversalRequest> reversalRequests = new ArrayList<>();
    /** Pushes of which the application has forgotten that it sent them. */
    private final Set<ReceivedPush> forgottenPushes = Collections.newSetFromMap(new IdentityHashMap<>());

    private int[] knownThen = new int[3];
    private int restores;
    private int lost;
    private int unanswered;
    private int refused;

    Mpesa(long seed, Clock clock) {
        simulator = DarajaSimulator.builder()
                .clock(clock)
                .seed(seed)
                .customers(CustomerScript.approvesAfter(Duration.ofSeconds(10)))
                .paybill(PAYBILL, "Smiling Steps", PASSKEY)
                .set(Setting.NEW_TOKEN_ENDS_OLD, true)
                .start();
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

    /** From now on the application may have to forget what it learns: a copy of its database was made. */
    synchronized void backedUp() {
        listen();
        knownThen = new int[] {acknowledged.size(), simulator.pushes().size(), reversalRequests.size()};
    }

    /** The application has forgotten what it knew since {@link #backedUp}; no more can be asked of it than to find the money. */
    synchronized void restored() {
        listen();
        acknowledged.subList(knownThen[0], acknowledged.size()).clear();
        List<ReceivedPush> pushes = simulator.pushes();
        forgottenPushes.addAll(pushes.subList(knownThen[1], pushes.size()));
        reversalRequests.subList(knownThen[2], reversalRequests.size()).clear();
        restores++;
    }

    /** How often the application was made to forget. */
    synchronized int restores() {
        return restores;
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

    /** Says what happens to the next request to give a payment back; no trouble if {@code delivery} is null. */
    void prepareReversal(@Nullable DeliveryScript delivery, CommandOutcome outcome) {
        CommandScript next = simulator.nextCommand("reversal").outcome(outcome);
        if (delivery != null) {
            next.delivery(delivery);
        }
    }

    /** What the portal of the organisation shows of a span of time. */
    String statement(Instant from, Instant to) {
        return simulator.statement(PAYBILL, StatementForm.PAYBILL, from, to);
    }

    /** Takes note of what was sent and asked since the last time; the simulator keeps the latest only. */
    synchronized void listen() {
        heard.since(simulator.callbacks()).forEach(this::note);
        asked.since(simulator.requests()).forEach(this::note);
    }

    private void note(RecordedRequest request) {
        Matcher original = ORIGINAL.matcher(request.body());
        boolean deadToken = request.status() == 404 || request.status() == 401;
        if (request.path().equals("/mpesa/reversal/v1/request") && !deadToken && original.find()) {
            reversalRequests.add(new Truth.ReversalRequest(original.group(1)));
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
        Set<String> forgotten = forgottenPushes.stream()
                .flatMap(push -> push.checkoutRequestId().stream())
                .collect(Collectors.toSet());
        return new Truth(
                simulator.ledger().debits().stream()
                        .map(debit -> new Truth.Debit(
                                debit.receipt(),
                                forgotten.contains(debit.checkoutRequestId()) ? null : debit.checkoutRequestId(),
                                debit.accountReference(),
                                debit.amount(),
                                told.getOrDefault(debit.receipt(), debit.amount())))
                        .toList(),
                simulator.pushes().stream()
                        .filter(push -> !forgottenPushes.contains(push))
                        .map(push -> new Truth.Push(push.accountReference(), push.accepted(), push.at()))
                        .toList(),
                simulator.ledger().entries().stream()
                        .filter(entry -> entry.linkedReceipt() != null)
                        .map(entry -> new Truth.Reversal(entry.linkedReceipt(), shillings(entry)))
                        .toList(),
                List.copyOf(reversalRequests));
    }

    private static long shillings(LedgerEntry entry) {
        return entry.postings().stream()
                        .mapToLong(LedgerEntry.Posting::cents)
                        .filter(cents -> cents > 0)
                        .sum()
                / 100;
    }

    synchronized int reversalRequests() {
        return reversalRequests.size();
    }

    /** Payments given back, by us or by M-PESA's own staff. */
    int reversals() {
        return truth().reversals().size();
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
