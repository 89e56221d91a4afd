package io.github.darajasdk.simulator;

/** How an STK callback is written. The first is what Safaricom was last seen to send; the others were seen or feared. */
public enum CallbackShape {
    /** Five items, whole amount, {@code Balance} without {@code Value}: as captured in October 2026. */
    CAPTURED,
    /** Four items and {@code 1.00}: as Safaricom's portal prints it. */
    PORTAL,
    /** {@code Balance} with a text in it: samples of 2017. */
    BALANCE_TEXT,
    /** {@code ResultCode}, {@code TransactionDate} and {@code PhoneNumber} as text. */
    TEXT_VALUES,
    /** {@code PhoneNumber} masked, as C2B does it. */
    PHONE_MASKED,
    /** The items in another order. */
    REORDERED,
    /** A success without its receipt. */
    NO_RECEIPT,
    /** Not JSON at all. */
    NOT_JSON,
    /** JSON without its envelope. */
    NO_ENVELOPE,
    /** Zero bytes. */
    EMPTY
}
