package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.account.UserId;
import java.time.Instant;

/** Something that happened to a run, published inside a transaction, which for the first two is the one that did it. */
public sealed interface RunEvent {

    RunId runId();

    Instant at();

    /** The run is finished and kept; its totals can be read. At most once. */
    record RunFinished(RunId runId, Instant at) implements RunEvent {}

    /** A person stopped the run; it may be resumed, and stopped again. */
    record RunCancelled(RunId runId, UserId by, Instant at) implements RunEvent {}

    /** The run has failed again and again. It is still tried, and this is published at each further failure. */
    record RunFailed(RunId runId, Instant at) implements RunEvent {}
}
