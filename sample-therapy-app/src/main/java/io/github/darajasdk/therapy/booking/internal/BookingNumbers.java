package io.github.darajasdk.therapy.booking.internal;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/**
 * Makes booking numbers such as {@code SS7KQ2M}: short enough for M-PESA's account field with an attempt's number
 * behind, without letters that look like digits, without vowels (so that none spells a word), and telling nothing about
 * how many there are. Some 480 million; the database refuses the rare double.
 */
@Component
class BookingNumbers {

    private static final String PREFIX = "SS";
    private static final String ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ";
    private static final int DRAWN = 6;

    private final SecureRandom random = new SecureRandom();

    String next() {
        StringBuilder number = new StringBuilder(PREFIX);
        for (int i = 0; i < DRAWN; i++) {
            number.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return number.toString();
    }
}
