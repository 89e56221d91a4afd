package io.github.darajasdk.benchmarks;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import okhttp3.OkHttpClient;

/**
 * How long a client takes to make: the first of a JVM, which loads classes, and the second, which does the work alone. Each
 * start is a JVM of its own; beside it, what a bare {@code new OkHttpClient()} takes in such a JVM.
 */
public final class StartUp {

    private static final int STARTS = 20;

    private StartUp() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0) {
            System.out.println(measured(args[0]));
            return;
        }
        for (String what : List.of("okhttp", "loopback", "sandbox")) {
            List<Double> first = new ArrayList<>();
            List<Double> second = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                String[] figures = inAnotherJvm(what).split(" ", -1);
                first.add(Double.valueOf(figures[0]));
                second.add(Double.valueOf(figures[1]));
            }
            System.out.printf(
                    "%-9s first %.0f ms, second %.2f ms (medians of %d JVMs)%n",
                    what, median(first), median(second), STARTS);
        }
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private static String measured(String what) {
        long start = System.nanoTime();
        Runnable one = switch (what) {
            case "okhttp" -> OkHttpClient::new;
            case "loopback" -> () -> make(DarajaEnvironment.custom(URI.create("http://127.0.0.1:9")));
            case "sandbox" -> () -> make(DarajaEnvironment.SANDBOX);
            default -> throw new IllegalArgumentException(what);
        };
        one.run();
        long between = System.nanoTime();
        one.run();
        long end = System.nanoTime();
        return String.format(Locale.ROOT, "%.3f %.3f", (between - start) / 1e6, (end - between) / 1e6);
    }

    private static void make(DarajaEnvironment environment) {
        try (DarajaClient client = Clients.of(environment).build()) {
            if (client.stk() == null) {
                throw new IllegalStateException("a client without products");
            }
        }
    }

    private static String inAnotherJvm(String what) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartUp.class.getName(),
                        what)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            if (jvm.waitFor() != 0 || line == null) {
                throw new IllegalStateException("a measured JVM failed");
            }
            return line;
        }
    }
}
