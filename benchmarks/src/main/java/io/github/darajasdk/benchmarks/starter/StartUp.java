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
        Series plain = new Series(new ArrayList<>(), new ArrayList<>());
        Series starter = new Series(new ArrayList<>(), new ArrayList<>());
        Shop.plain().close();
        Shop.withStarter().close();
        for (int i = 0; i < STARTS / 2; i++) {
            plain.add(Shop.plain());
            starter.add(Shop.withStarter());
            starter.add(Shop.withStarter());
            plain.add(Shop.plain());
        }
        System.out.println("plain   " + plain);
        System.out.println("starter " + starter);
        print("until it is ready", median(plain.wall()), median(starter.wall()));
        print("worked by the main thread", median(plain.work()), median(starter.work()));
    }

    private static void print(String what, long plain, long starter) {
        System.out.printf(
                "%s, median of %d starts: plain %d ms, with the starter %d ms: %d ms more%n",
                what, STARTS, plain, starter, starter - plain);
    }

    private static long median(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return (sorted.get(sorted.size() / 2 - 1) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** Milliseconds by the clock on the wall, and of the main thread's own work. */
    private record Series(List<Long> wall, List<Long> work) {

        void add(Shop started) {
            try (Shop shop = started) {
                wall.add(shop.millisToStart());
                work.add(shop.millisOfMainThread());
            }
        }
    }
}
