package io.github.darajasdk.benchmarks.starter;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.benchmarks.Fixtures;
import io.github.darajasdk.benchmarks.load.Connection;
import io.github.darajasdk.benchmarks.load.OpenLoop;
import io.github.darajasdk.benchmarks.load.OpenLoop.Figures;
import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Do forged callbacks, five times as many as genuine ones, keep the genuine ones waiting? In turns: without, with, with, without. */
public final class Forgeries {

    private static final int GENUINE_PER_SECOND = 200;
    private static final int FORGED_PER_SECOND = 5 * GENUINE_PER_SECOND;
    private static final Duration PHASE = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 16;

    private final byte[] body = Fixtures.read("stk-callback-success.json");
    private final CallbackUrls urls = CallbackUrls.builder()
            .baseUrl(URI.create(config("daraja.callback.base-url")))
            .environment("sandbox")
            .shortCode(ShortCode.of(config("daraja.merchant.short-code")))
            .key(CallbackKey.of("k1", config("daraja.callback.key")))
            .build();
    private final int port;

    private Forgeries(int port) {
        this.port = port;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try (Shop shop = Shop.withStarter()) {
            new Forgeries(shop.port()).measure();
        }
    }

    private void measure() throws InterruptedException {
        System.out.println("warming up:        " + phase(true, Duration.ofSeconds(15)));
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        for (boolean forging : new boolean[] {false, true, true, false}) {
            Figures genuine = phase(forging, PHASE);
            System.out.println((forging ? "with forgeries:    " : "without forgeries: ") + genuine);
            (forging ? with : without).add(genuine.millis(99));
        }
        double before = (without.get(0) + without.get(1)) / 2;
        double during = (with.get(0) + with.get(1)) / 2;
        System.out.printf("genuine p99: %.2f ms without, %.2f ms with: %.2f times%n", before, during, during / before);
    }

    private Figures phase(boolean forging, Duration duration) throws InterruptedException {
        Thread attacker = new Thread(() -> forge(duration));
        if (forging) {
            attacker.start();
        }
        Figures genuine =
                new OpenLoop(List.of(port), CONNECTIONS, 200).run(GENUINE_PER_SECOND, duration, this::genuine);
        if (forging) {
            attacker.join();
        }
        return genuine;
    }

    private void forge(Duration duration) {
        try {
            System.out.println("forged:            "
                    + new OpenLoop(List.of(port), CONNECTIONS, 404).run(FORGED_PER_SECOND, duration, this::forged));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] genuine(long number) {
        return Connection.post(
                urls.create(CallbackPurpose.STK, "order-" + number).getRawPath(), body, "");
    }

    private byte[] forged(long number) {
        return Connection.post("/cb/stk/k1/order-" + number + "/" + String.format("%032x", number), body, "");
    }

    private static String config(String key) {
        return Objects.requireNonNull(StarterShop.CONFIGURATION.get(key), key);
    }
}
