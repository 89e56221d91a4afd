package io.github.darajasdk;

/** How far a result code can be believed as the end of a transaction. */
public enum ResultFinality {
    /** The end: for code {@code 0} the money moved, for any other it did not and will not. */
    FINAL,
    /** Most likely the end, but a later success has been seen: ask once more before closing. */
    SOFT,
    /** No end at all: still under way, or not known to anyone. Ask again. */
    NOT_FINAL
}
