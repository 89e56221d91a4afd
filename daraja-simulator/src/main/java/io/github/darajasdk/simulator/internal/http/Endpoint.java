package io.github.darajasdk.simulator.internal.http;

/** Answers the requests to one path. May block: each request has a thread of its own. */
@FunctionalInterface
public interface Endpoint {

    /** Returns the answer. */
    Reply answer(WireRequest request) throws InterruptedException;
}
