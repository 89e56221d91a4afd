package io.github.darajasdk.callback;

/** What to make of the sender's address. It is a second fence only: no list of addresses is promised by Safaricom. */
public enum SourceMode {
    /** Do not look at it. */
    OFF,
    /** Warn about an address that is not listed, and accept. */
    LOG,
    /** Refuse an address that is not listed. */
    ENFORCE
}
