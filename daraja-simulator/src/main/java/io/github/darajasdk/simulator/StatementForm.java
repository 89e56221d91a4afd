package io.github.darajasdk.simulator;

/** The two forms in which statements of the organisation portal are met. */
public enum StatementForm {
    /** Lines before the header, thirteen columns, {@code dd-MM-yyyy}, withdrawals negative. */
    PAYBILL,
    /** No lines before the header, no {@code A/C No.}, {@code yyyy-MM-dd}, withdrawals positive, a line of totals. */
    TILL
}
