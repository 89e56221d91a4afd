package io.github.darajasdk.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.darajasdk.WireFixtures;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Daraja in a process of its own, for one process may not have sockets enough for both ends. It answers the first push at
 * once, and the others only when as many as were announced are waiting: all are under way at the same moment. Ends when its
 * input does.
 */
final class WaitingServer {

    private WaitingServer() {}

    public static void main(String[] args) throws Exception {
        // The JDK's server waits for more to send unless told not to.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        CountDownLatch allHere = new CountDownLatch(Integer.parseInt(args[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
        server.createContext(
                "/oauth/v1/generate",
                exchange -> answer(exchange, WireFixtures.bytes("oauth-response-success-string.json")));
        AtomicBoolean warm = new AtomicBoolean();
        server.createContext("/mpesa/stkpush/v1/processrequest", exchange -> {
            boolean counts = warm.getAndSet(true);
            if (counts) {
                allHere.countDown();
            }
            try {
                if (!counts || allHere.await(120, TimeUnit.SECONDS)) {
                    answer(exchange, WireFixtures.bytes("stk-response-accepted.json"));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.setExecutor(VirtualThreads.executor());
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        server.stop(0);
        System.exit(0);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
