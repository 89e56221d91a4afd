package io.github.darajasdk.internal.http;

import io.github.darajasdk.error.ApiError;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * One kind of call.
 *
 * @param name short, for events and metrics, for example {@code stk.push}
 * @param title for messages, for example {@code STK push}
 * @param path from the base address on, with a leading slash
 * @param kind what may be repeated
 * @param answers errors that this endpoint uses as an ordinary answer
 */
public record Operation(String name, String title, String path, Kind kind, Predicate<ApiError> answers) {

    /** What an operation does, which decides what may be repeated and which breaker it belongs to. */
    public enum Kind {
        /** Moves money or rings a phone: repeated only if it provably was not taken. */
        MONEY,
        /** Changes nothing: repeated when the network or Daraja fails. */
        READ;

        public String word() {
            return this == MONEY ? "money" : name().toLowerCase(Locale.ROOT) + "s";
        }
    }

    public static Operation money(String name, String title, String path) {
        return new Operation(name, title, path, Kind.MONEY, error -> false);
    }

    public static Operation read(String name, String title, String path) {
        return new Operation(name, title, path, Kind.READ, error -> false);
    }

    /** The same operation on an endpoint that says some ordinary things in the form of an error. */
    public Operation answeringWith(Predicate<ApiError> answers) {
        return new Operation(name, title, path, kind, answers);
    }
}
