package io.github.darajasdk.therapy.reconciliation;

/** What made a run happen. */
public enum RunTrigger {
    /** A person, for a range of days. */
    MANUAL,
    /** Every day at 23:00 East Africa Time, for the 24 hours before. */
    DAILY,
    /** Evidence that arrived, for the day it belongs to. Kept only where it says something new. */
    EVIDENCE
}
