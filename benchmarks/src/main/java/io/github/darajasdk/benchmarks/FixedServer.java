package io.github.darajasdk.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The cheapest server that answers like Daraja: always the same bytes. What is measured is the client. */
final class FixedServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger tokens = new AtomicInteger();

    FixedServer() {
        // The JDK's server waits for more to send unless told not to; 40 ms would hide what is measured.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] token = Fixtures.read("oauth-response-success-string.json");
        byte[] accepted = Fixtures.read("stk-response-accepted.json");
        server.createContext("/oauth/v1/generate", exchange -> {
            tokens.incrementAndGet();
            answer(exchange, token);
        });
        server.createContext("/mpesa/stkpush/v1/processrequest", exchange -> answer(exchange, accepted));
        server.setExecutor(threads);
        server.start();
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int tokensGiven() {
        return tokens.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
