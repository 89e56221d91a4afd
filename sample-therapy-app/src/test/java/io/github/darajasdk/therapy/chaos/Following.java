package io.github.darajasdk.therapy.chaos;

import java.util.List;

/** Goes through a list that forgets its oldest entries, so that each is seen once. Used by one thread at a time. */
final class Following<T> {

    /** The simulator remembers so many of a kind. */
    private static final int REMEMBERED = 5_000;

    private T last;

    /**
     * Returns what was added since the last call.
     *
     * @param latest the list as it is, oldest first
     */
    List<T> since(List<T> latest) {
        int from = 0;
        for (int i = latest.size() - 1; i >= 0 && from == 0; i--) {
            if (latest.get(i) == last) {
                from = i + 1;
            }
        }
        if (from == 0 && last != null && latest.size() >= REMEMBERED) {
            throw new IllegalStateException("more happened than the simulator remembers; listen more often");
        }
        if (!latest.isEmpty()) {
            last = latest.get(latest.size() - 1);
        }
        return latest.subList(from, latest.size());
    }
}
