/** M-PESA payments over Safaricom's Daraja API. */
module io.github.darajasdk {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires dev.failsafe.core;
    requires okhttp3;
    requires okio;
    requires kotlin.stdlib;
    requires org.slf4j;

    exports io.github.darajasdk;
    exports io.github.darajasdk.account;
    exports io.github.darajasdk.b2b;
    exports io.github.darajasdk.b2c;
    exports io.github.darajasdk.billmanager;
    exports io.github.darajasdk.bonga;
    exports io.github.darajasdk.c2b;
    exports io.github.darajasdk.callback;
    exports io.github.darajasdk.error;
    exports io.github.darajasdk.organisation;
    exports io.github.darajasdk.pull;
    exports io.github.darajasdk.qr;
    exports io.github.darajasdk.raw;
    exports io.github.darajasdk.spi;
    exports io.github.darajasdk.standingorder;
    exports io.github.darajasdk.stk;
    exports io.github.darajasdk.subscriber;
    exports io.github.darajasdk.transaction;
}
