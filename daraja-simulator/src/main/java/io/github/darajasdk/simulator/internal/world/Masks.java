package io.github.darajasdk.simulator.internal.world;

/** The ways in which M-PESA hides a number. */
public final class Masks {

    private Masks() {}

    /** Returns {@code 25470****149}. */
    public static String middle(String msisdn) {
        return msisdn.substring(0, 5) + "****" + msisdn.substring(9);
    }

    /** Returns {@code 2547 ***** 149}. */
    public static String spaced(String msisdn) {
        return msisdn.substring(0, 4) + " ***** " + msisdn.substring(9);
    }
}
