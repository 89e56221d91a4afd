package io.github.darajasdk.therapy.settings.internal;

/** Production was asked for where it must not run. */
final class NotForProductionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotForProductionException(String message) {
        super(message);
    }
}
