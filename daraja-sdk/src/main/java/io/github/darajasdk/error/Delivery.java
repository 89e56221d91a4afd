package io.github.darajasdk.error;

/** What is known about a request that did not end well: may it have happened all the same? */
public enum Delivery {
    /** M-PESA never took it. It may be asked again. */
    NOT_SENT,
    /** M-PESA said no to the request. Nothing happened; the request or the set-up has to change, or time has to pass. */
    REJECTED,
    /** M-PESA may have taken it. Never send it again: find out. */
    UNKNOWN
}
