package io.github.darajasdk.benchmarks.starter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How much later a web application is ready for having the starter: both in turns, each in a process of its own. */
public final class StartUp {

    private static final int STARTS = 20;

    private StartUp() {}

    public static void main(String[] args) throws IOException {
        System.out.println("the starter brings: " + String.join(", ", Shop.whatTheStarterBrings()));
        List<Long> plain = new ArrayList<>();
        List<Long> starter = new ArrayList<>();
        plainStart();
        starterStart();
        for (int i = 0; i < STARTS / 2; i++) {
            plain.add(plainStart());
            starter.add(starterStart());
            starter.add(starterStart());
            plain.add(plainStart());
        }
        System.out.println("plain   " + plain);
        System.out.println("starter " + starter);
        System.out.printf(
                "median of %d starts: plain %d ms, with the starter %d ms: %d ms more%n",
                STARTS, median(plain), median(starter), median(starter) - median(plain));
    }

    private static long plainStart() throws IOException {
        try (Shop shop = Shop.plain()) {
            return shop.millisToStart();
        }
    }

    private static long starterStart() throws IOException {
        try (Shop shop = Shop.withStarter()) {
            return shop.millisToStart();
        }
    }

    private static long median(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return (sorted.get(sorted.size() / 2 - 1) + sorted.get(sorted.size() / 2)) / 2;
    }
}
