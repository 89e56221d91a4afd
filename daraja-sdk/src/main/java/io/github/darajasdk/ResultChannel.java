package io.github.darajasdk;

import java.util.Locale;

/** Where a result code was said: the same digits can mean different things in different products. */
public enum ResultChannel {
    /** STK Push: callback and query. */
    STK,
    /** Payout to a customer. */
    B2C,
    /** Payment to a business, top-up, tax. */
    B2B,
    /** Reversal. */
    REVERSAL,
    /** Transaction status query. */
    STATUS,
    /** Account balance query. */
    BALANCE,
    /** USSD push to a till. */
    B2B_EXPRESS,
    /** Standing orders (Ratiba). */
    STANDING_ORDER;

    /** The name in the data file. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
