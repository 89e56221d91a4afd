/** M-PESA's Daraja on one's own machine: for tests, demos and offline work. */
module io.github.darajasdk.simulator {
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;
    requires com.fasterxml.jackson.databind;
    requires com.google.zxing;
    requires java.net.http;
    requires jdk.httpserver;
    requires org.slf4j;

    exports io.github.darajasdk.simulator;
}
