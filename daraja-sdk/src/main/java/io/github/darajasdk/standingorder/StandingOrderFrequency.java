package io.github.darajasdk.standingorder;

/** How often a standing order is paid. */
public enum StandingOrderFrequency {
    /** Once. */
    ONCE,
    /** Every day. */
    DAILY,
    /** Every week. */
    WEEKLY,
    /** Every two weeks; edition 2026 only. */
    BI_WEEKLY,
    /** Every month. */
    MONTHLY,
    /** Every two months. */
    BI_MONTHLY,
    /** Every three months. */
    QUARTERLY,
    /** Every six months. */
    HALF_YEARLY,
    /** Every year. */
    YEARLY
}
