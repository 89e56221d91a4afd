package io.github.darajasdk.simulator.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.RecordedRequest;
import io.github.darajasdk.simulator.Weather.Area;
import io.github.darajasdk.simulator.internal.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: finds the endpoint, lets the weather have its say, notes what came and what was answered. */
public final class Gateway implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    private static final int LARGEST_BODY = 1 << 20;
    private static final Duration HANG = Duration.ofMinutes(10);
    private static final String TOKEN_PATH = "/oauth/v1/generate";
    private static final String PUSH_PATH = "/mpesa/stkpush/v1/processrequest";
    private static final String QUERY_PATH = "/mpesa/stkpushquery/v1/query";

    static {
        // The JDK's server writes an answer in two packets; without this each one costs 40 ms of waiting for the
        // other side's acknowledgement. It is read once, when the first server of the process is made.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final World world;
    private final Errors errors;
    private final Map<String, Endpoint> products = new LinkedHashMap<>();
    private final Map<String, Endpoint> ownPrefixes = new LinkedHashMap<>();
    private final ForeignSites foreignSites;
    private @Nullable Endpoint browserPages;
    private final HttpServer server;

    /**
     * Opens the port; nothing is answered before {@link #start}.
     *
     * @throws IOException if the port is taken
     */
    public Gateway(World world, Errors errors, Tokens tokens, Gate gate, InetSocketAddress address, Executor executor)
            throws IOException {
        this.world = world;
        this.errors = errors;
        StkCredentials credentials = new StkCredentials(world, errors);
        products.put(TOKEN_PATH, tokens);
        products.put(PUSH_PATH, new StkPushEndpoint(world, gate, errors, credentials));
        products.put(QUERY_PATH, new StkQueryEndpoint(world, gate, errors, credentials));
        products.putAll(new C2bEndpoints(world, gate, errors).routes());
        this.foreignSites = new ForeignSites(address.getAddress().isLoopbackAddress());
        this.server = HttpServer.create(address, 256);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
    }

    /** Adds products of Daraja, by their paths. */
    public void add(Map<String, Endpoint> more) {
        products.putAll(more);
    }

    /**
     * Serves everything beneath {@code prefix} by {@code endpoint}, but not to other web sites; neither weather nor the
     * log touch it.
     */
    public void serve(String prefix, Endpoint endpoint) {
        ownPrefixes.put(prefix, endpoint);
    }

    /** Shows {@code pages} to browsers that look for a page where nothing is; programs get Daraja's answer. */
    public void serveBrowsers(Endpoint pages) {
        browserPages = pages;
    }

    /** Begins to answer. */
    public void start() {
        server.start();
    }

    /** Returns the port that was opened. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            WireRequest request = read(exchange);
            Endpoint own = ownEndpoint(request);
            if (own != null) {
                Optional<Reply> refused = foreignSites.refusal(request).map(why -> Reply.text(403, why));
                send(exchange, refused.isPresent() ? refused.get() : guarded(own, request));
            } else {
                answerProduct(exchange, request);
            }
        } catch (IOException e) {
            log.debug("The caller went away: {}", e.toString());
        }
    }

    private void answerProduct(HttpExchange exchange, WireRequest request) throws IOException {
        Instant at = world.now(); // first, so that whoever sees the number can move the clock
        long number = world.records().nextRequestNumber();
        Reply reply = guarded(product -> answerUnderTheSky(product, at), request);
        world.records().add(record(number, at, request, reply));
        try {
            send(exchange, reply);
        } finally {
            reply.afterwards().run();
        }
    }

    /** Waits are counted from the arrival. */
    private Reply answerUnderTheSky(WireRequest request, Instant arrival) throws InterruptedException {
        Area area = area(request.path());
        Instant lookedAt = arrival.plus(world.weather().delay(area));
        world.timeline().pauseUntil(lookedAt);
        Optional<GatewayFault> fault = world.weather().fault(area);
        if (fault.isPresent()) {
            if (fault.get() == GatewayFault.HANG) {
                world.timeline().pauseUntil(lookedAt.plus(HANG));
            }
            return errors.of(fault.get());
        }
        Endpoint product = products.get(request.path());
        return product == null ? errors.error(404, "404.001.01", "Resource not found") : product.answer(request);
    }

    private Reply guarded(Endpoint endpoint, WireRequest request) {
        try {
            return endpoint.answer(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.cut();
        } catch (RuntimeException e) {
            log.error(
                    "The simulator failed on {} {}: this is a bug of the simulator",
                    request.method(),
                    request.path(),
                    e);
            return errors.error(500, "500.001.1001", "Internal Server Error");
        }
    }

    private static Area area(String path) {
        return switch (path) {
            case TOKEN_PATH -> Area.TOKEN;
            case PUSH_PATH -> Area.PUSH;
            case QUERY_PATH -> Area.QUERY;
            default -> Area.OTHER;
        };
    }

    private @Nullable Endpoint ownEndpoint(WireRequest request) {
        String path = request.path();
        Endpoint exact = ownPrefixes.get(path);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, Endpoint> own : ownPrefixes.entrySet()) {
            if (own.getKey().endsWith("/") && !own.getKey().equals("/") && path.startsWith(own.getKey())) {
                return own.getValue();
            }
        }
        boolean looksForAPage = request.method().equals("GET")
                && request.header("accept").orElse("").contains("text/html")
                && !products.containsKey(path);
        return looksForAPage ? browserPages : null;
    }

    private static WireRequest read(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(LARGEST_BODY);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            headers.put(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue().get(0));
        }
        String query = exchange.getRequestURI().getRawQuery();
        return new WireRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                headers,
                new String(body, StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.isCut()) {
            return; // closing the exchange without headers closes the connection
        }
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean bodyAllowed = !exchange.getRequestMethod().equals("HEAD") && reply.body().length > 0;
        exchange.sendResponseHeaders(reply.status(), bodyAllowed ? reply.body().length : -1);
        if (bodyAllowed) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply.body());
            }
        }
    }

    private static RecordedRequest record(long number, Instant at, WireRequest request, Reply reply) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.computeIfPresent("authorization", (name, value) -> shorten(value));
        return new RecordedRequest(
                number,
                at,
                request.method(),
                request.query().isEmpty() ? request.path() : request.path() + "?" + request.query(),
                headers,
                request.body(),
                reply.status(),
                new String(reply.body(), StandardCharsets.UTF_8));
    }

    private static String shorten(String authorization) {
        int blank = authorization.indexOf(' ');
        int shown = Math.min(authorization.length(), blank + 5);
        return authorization.substring(0, shown) + "…";
    }
}
