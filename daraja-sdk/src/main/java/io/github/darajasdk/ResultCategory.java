package io.github.darajasdk;

/** What kind of thing a result code reports. Closed, unlike the codes themselves. */
public enum ResultCategory {
    /** The money moved. */
    PAID,
    /** Something other than a payment was done: a question answered, a standing order created. */
    DONE,
    /** Still under way. */
    PENDING,
    /** The customer said no. */
    CUSTOMER_CANCELLED,
    /** Not enough money. */
    CUSTOMER_FUNDS,
    /** Wrong or locked PIN. */
    CUSTOMER_PIN,
    /** The phone was not reached, or nobody answered in time. */
    CUSTOMER_UNREACHABLE,
    /** Another M-PESA request is open on the phone. */
    CUSTOMER_BUSY,
    /** The M-PESA account of the customer or receiver does not allow it. */
    CUSTOMER_ACCOUNT,
    /** An amount or frequency limit. */
    LIMIT,
    /** Something about the merchant's short code, operator or set-up. */
    MERCHANT_CONFIGURATION,
    /** Something on M-PESA's side. */
    MPESA_TROUBLE,
    /** A code the catalogue does not know, or knows to be unclear. */
    UNKNOWN
}
