package io.github.darajasdk.therapy.chaos;

/** Something that must not be. */
record Violation(String id, String name, String key, String detail) {

    @Override
    public String toString() {
        return id + " " + name + ": " + key + " (" + detail + ")";
    }
}
