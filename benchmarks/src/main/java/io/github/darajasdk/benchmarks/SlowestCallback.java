package io.github.darajasdk.benchmarks;

import io.github.darajasdk.callback.CallbackParseException;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Searches for the body of at most 64 KiB that takes the parser longest: genuine bodies and known tricks are mutated, and
 * the slowest so far are mutated further. Give the seconds to search and a seed.
 */
public final class SlowestCallback {

    private static final int KEPT = 40;
    private static final int LARGEST = CallbackParser.MAX_BODY_BYTES;

    private static final List<String> FIXTURES = List.of(
            "stk-callback-success.json",
            "stk-callback-failure-1032-cancelled.json",
            "c2b-confirmation-paybill-v1-hashed.json",
            "b2c-result-success.json",
            "b2b-result-success-paybill.json",
            "balance-result-success.json",
            "status-result-success-b2c.json",
            "b2bexpress-callback-success.json",
            "billmanager-payment-callback.json",
            "ratiba-callback-success-2026.json");

    private static final List<String> TRICKS = List.of(
            "[".repeat(31),
            "{\"a\":".repeat(31),
            "9".repeat(100) + ",",
            "1e99,",
            "-0.0000000001,",
            "\"\\u00e9\\\\\\n\",",
            "{},",
            "[],",
            "{\"Name\":\"Amount\",\"Value\":1},",
            "{\"Key\":\"DebitPartyName\",\"Value\":\"254708374149 - A\"},",
            "\"\u20ac\ufffd\",",
            "|&",
            " ",
            "\n");

    private final CallbackParser parser = CallbackParser.create();
    private final List<Reader> readers;
    private final Random random;
    private final List<Found> slowest = new ArrayList<>();

    private record Reader(String name, Function<byte[], Object> parse) {

        /** What was read, or why it was not: refusing takes time as well, and counts. */
        String outcome(byte[] body) {
            try {
                return "read as " + parse.apply(body).getClass().getSimpleName();
            } catch (CallbackParseException refused) {
                return "refused as " + refused.reason();
            }
        }
    }

    private record Found(Reader reader, String body, long nanos) {}

    private SlowestCallback(long seed) {
        random = new Random(seed);
        readers = List.of(
                new Reader("stk", parser::parseStk),
                new Reader("b2c result", body -> parser.parseResult(CallbackPurpose.B2C_RESULT, body)),
                new Reader("status result", body -> parser.parseResult(CallbackPurpose.STATUS_RESULT, body)),
                new Reader("balance result", body -> parser.parseResult(CallbackPurpose.BALANCE_RESULT, body)),
                new Reader("timeout", body -> parser.parseTimeout(CallbackPurpose.B2C_TIMEOUT, body)),
                new Reader("c2b", parser::parseC2bConfirmation),
                new Reader("till prompt", parser::parseB2bExpress),
                new Reader("bill", parser::parseBillPayment),
                new Reader("standing order", parser::parseStandingOrder));
    }

    public static void main(String[] args) {
        Duration time = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 120);
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        new SlowestCallback(seed).search(time, seed);
    }

    private void search(Duration time, long seed) {
        List<String> genuine = new ArrayList<>();
        for (String name : FIXTURES) {
            genuine.add(new String(Fixtures.read(name), StandardCharsets.UTF_8));
        }
        long end = System.nanoTime() + time.toNanos();
        long tried = 0;
        while (System.nanoTime() < end) {
            boolean further = !slowest.isEmpty() && random.nextInt(3) > 0;
            String from = further ? any(slowest).body() : any(genuine);
            String body = mutated(from);
            for (Reader reader : readers) {
                keep(new Found(reader, body, best(reader, body, 3)));
                tried++;
            }
        }
        System.out.printf("%d inputs tried in %d s, seed %d%n", tried, time.toSeconds(), seed);
        // Looked at again at leisure: a single time may have been the machine's.
        slowest.replaceAll(found -> new Found(found.reader(), found.body(), best(found.reader(), found.body(), 200)));
        slowest.sort(Comparator.comparingLong(Found::nanos).reversed());
        for (Found found : slowest.subList(0, 5)) {
            byte[] bytes = found.body().getBytes(StandardCharsets.UTF_8);
            System.out.printf(
                    "%.3f ms  %s, %d bytes, %s: %s…%n",
                    found.nanos() / 1e6,
                    found.reader().name(),
                    bytes.length,
                    found.reader().outcome(bytes),
                    found.body()
                            .substring(0, Math.min(90, found.body().length()))
                            .replaceAll("\\s+", " "));
        }
    }

    private void keep(Found found) {
        slowest.add(found);
        if (slowest.size() > KEPT) {
            slowest.remove(
                    slowest.stream().min(Comparator.comparingLong(Found::nanos)).orElseThrow());
        }
    }

    private static long best(Reader reader, String body, int times) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            String outcome = reader.outcome(bytes);
            long took = System.nanoTime() - start;
            if (outcome.isEmpty()) {
                throw new IllegalStateException("every body has an outcome");
            }
            best = Math.min(best, took);
        }
        return best;
    }

    /** Changed in one to three places, and as long as a body may be. */
    private String mutated(String body) {
        String text = body;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(200));
            String piece = random.nextBoolean() ? any(TRICKS) : text.substring(at, to);
            int room = LARGEST - text.length();
            int most = piece.isEmpty() ? 0 : room / piece.length();
            int times = most <= 0 ? 0 : random.nextBoolean() ? most : random.nextInt(most);
            text = switch (random.nextInt(4)) {
                case 0 -> text.substring(0, at) + text.substring(to);
                case 1 -> numbered(text.substring(0, at), piece, times) + text.substring(at);
                default -> text.substring(0, at) + piece.repeat(times) + text.substring(at);
            };
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LARGEST ? text : text.substring(0, LARGEST / 3);
    }

    /** The piece again and again, each with a member name of its own: what the filter for doubles has to remember. */
    private static String numbered(String before, String piece, int times) {
        StringBuilder text = new StringBuilder(before);
        for (int i = 0; i < times && text.length() < LARGEST - 32; i++) {
            text.append('"').append(i).append("\":").append(piece.endsWith(",") ? piece : "1,");
        }
        return text.toString();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
