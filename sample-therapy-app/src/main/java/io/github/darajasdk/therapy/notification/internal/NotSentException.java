package io.github.darajasdk.therapy.notification.internal;

import java.util.regex.Pattern;

/** A message was not sent, or nobody knows. Says why without the addresses that servers like to quote. */
final class NotSentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>:;,()\\[\\]]+@[^\\s<>:;,()\\[\\]]+");

    /** A phone number, however it is written. */
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d\\s-]{7,}\\d");

    /** Without a cause: its own message and those beneath it quote addresses. */
    NotSentException(Throwable why) {
        super(describe(why));
    }

    private static String describe(Throwable why) {
        Throwable root = why;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = root.getClass().getSimpleName() + ": " + root.getMessage();
        return NUMBER.matcher(ADDRESS.matcher(text).replaceAll("•••")).replaceAll("•••");
    }
}
