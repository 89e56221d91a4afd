package io.github.darajasdk.therapy.reconciliation;

/** How far a run is. Only FINISHED is final: nothing of a finished run can be changed, not even by hand. */
public enum RunState {
    QUEUED,
    RUNNING,
    /** Stopped by a person; {@link Reconciliation#resume} goes on where it stopped. */
    CANCELLED,
    FINISHED
}
