package io.github.darajasdk.simulator;

/** A way in which the gateway in front of M-PESA answers something else than the product would have. */
public enum GatewayFault {
    /** HTTP 503 with the web firewall's HTML page. */
    HTML_503,
    /** HTTP 403 with the web firewall's HTML page: this source address is not liked. */
    HTML_403,
    /** HTTP 500, {@code 500.001.1001} with an empty message. */
    EMPTY_MESSAGE,
    /** HTTP 500, {@code 500.001.1001} "Internal Server Error". */
    INTERNAL_ERROR,
    /** HTTP 500, {@code 500.003.02} "System is busy". */
    SYSTEM_BUSY,
    /** HTTP 500, {@code 500.003.02} "Spike Arrest Violation". */
    SPIKE_ARREST,
    /** HTTP 500, {@code 500.003.03} "Quota Violation". */
    QUOTA,
    /** HTTP 429 with the gateway's fault envelope. */
    TOO_MANY_REQUESTS,
    /** HTTP 500, {@code 500.002.1001} "Service is currently under maintenance". */
    MAINTENANCE,
    /** HTTP 503 with the gateway's fault envelope. */
    UNAVAILABLE,
    /** HTTP 504 with the gateway's fault envelope. */
    GATEWAY_TIMEOUT,
    /** HTTP 404, {@code 404.001.03}: the token is refused although it is good. */
    INVALID_TOKEN,
    /** HTTP 200 with the first half of a JSON document. */
    MALFORMED,
    /** HTTP 200 with no bytes at all. */
    EMPTY_BODY,
    /** HTTP 400 with no bytes at all, as bad credentials are told to end sometimes. */
    EMPTY_400,
    /** HTTP 404 with no bytes at all: a product that the app lacks. */
    EMPTY_404,
    /** HTTP 401, {@code 401.003.01} "no apiproduct match found": a product that the app lacks, in words. */
    NO_PRODUCT,
    /** HTTP 500 with a SOAP fault that was turned into JSON. */
    SOAP_FAULT,
    /** The connection is closed without a byte of an answer. */
    CUT_CONNECTION,
    /** Nothing for ten minutes of the simulator's clock, then the connection is closed. */
    HANG
}
