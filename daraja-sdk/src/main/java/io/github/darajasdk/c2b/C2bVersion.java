package io.github.darajasdk.c2b;

/** Editions of the C2B product. The app on Safaricom's portal has one of them. */
public enum C2bVersion {
    /** The older one: reports the payer's number as 64 hex digits. */
    V1("v1"),
    /** The newer one: reports the payer's number masked. */
    V2("v2");

    private final String path;

    C2bVersion(String path) {
        this.path = path;
    }

    /**
     * Returns the edition's part of the path.
     *
     * @return {@code v1} or {@code v2}
     */
    public String path() {
        return path;
    }
}
