package io.github.darajasdk.therapy.reconciliation;

/**
 * Names one run.
 *
 * @param value counted from 1
 */
public record RunId(long value) {

    public RunId {
        if (value < 1) {
            throw new IllegalArgumentException("runs are numbered from 1, but this is " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
