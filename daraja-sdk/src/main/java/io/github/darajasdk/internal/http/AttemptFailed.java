package io.github.darajasdk.internal.http;

import io.github.darajasdk.error.DarajaException;

/** One try that did not end well, with what the pipeline may do about it. Never leaves this package. */
final class AttemptFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the failure allows. */
    enum Remedy {
        /** Nothing: tell the caller. */
        NONE,
        /** Nothing now, but the token is suspect: the next call takes a fresh one. */
        SUSPECT_TOKEN,
        /** A read may be repeated; money may not. */
        REPEAT_READ,
        /** It provably was not taken, by an accident of the connection: even money may be repeated. */
        REPEAT,
        /** It provably was not taken, because too much came at once: even money may be repeated after a while. */
        REPEAT_LATER,
        /** It provably was not taken, because the token is stale: even money may be repeated with a fresh one. */
        FRESH_TOKEN
    }

    private final DarajaException failure;
    private final Remedy remedy;
    private final boolean trouble;

    /** @param trouble whether the breaker should count it */
    AttemptFailed(DarajaException failure, Remedy remedy, boolean trouble) {
        super(null, failure, false, false);
        this.failure = failure;
        this.remedy = remedy;
        this.trouble = trouble;
    }

    DarajaException failure() {
        return failure;
    }

    Remedy remedy() {
        return remedy;
    }

    boolean trouble() {
        return trouble;
    }
}
