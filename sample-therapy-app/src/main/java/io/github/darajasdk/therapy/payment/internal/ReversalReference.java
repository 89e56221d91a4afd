package io.github.darajasdk.therapy.payment.internal;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** How the addresses that M-PESA answers to name a reversal, and which question about it they answer. */
final class ReversalReference {

    private static final String ABOUT_REVERSAL = "reversal-";
    private static final String ABOUT_ORIGINAL = "original-";

    private ReversalReference() {}

    static String hex(UUID id) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(id.getMostSignificantBits()) + hex.toHexDigits(id.getLeastSignificantBits());
    }

    /** Of a question about the request itself, by its conversation. */
    static String aboutReversal(UUID id) {
        return ABOUT_REVERSAL + hex(id);
    }

    /** Of a question about the payment that was to go back. */
    static String aboutOriginal(UUID id) {
        return ABOUT_ORIGINAL + hex(id);
    }

    static boolean isAboutOriginal(String reference) {
        return reference.startsWith(ABOUT_ORIGINAL);
    }

    /** Whether a status question was asked for a reversal's sake. */
    static boolean isOfReversal(String reference) {
        return reference.startsWith(ABOUT_REVERSAL) || reference.startsWith(ABOUT_ORIGINAL);
    }

    /** The reversal that a reference names; empty when it has not the form of one. */
    static Optional<UUID> id(String reference) {
        String hex = reference.substring(isOfReversal(reference) ? ABOUT_REVERSAL.length() : 0);
        if (!hex.matches("[0-9a-f]{32}")) {
            return Optional.empty();
        }
        return Optional.of(
                new UUID(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32)));
    }
}
