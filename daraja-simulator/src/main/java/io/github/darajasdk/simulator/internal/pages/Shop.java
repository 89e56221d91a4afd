package io.github.darajasdk.simulator.internal.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Simulated;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A little shop inside the simulator, for people who have no application yet. It speaks to the simulator over HTTP as
 * any application would, so whatever the fault board does happens to it, too. Thread-safe.
 */
public final class Shop {

    private static final int KEPT = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What became of an order, as the shop can know it. */
    enum State {
        SENDING("Contacting M-PESA…", "waiting"),
        RINGING("The phone rings", "waiting"),
        UNCLEAR("Unclear: M-PESA did not answer", "waiting"),
        REFUSED("Refused", "failed"),
        NOT_PAID("Not paid", "failed"),
        PAID("Paid", "paid");

        private final String words;
        private final String colour;

        State(String words, String colour) {
            this.words = words;
            this.colour = colour;
        }

        String words() {
            return words;
        }

        String colour() {
            return colour;
        }
    }

    /**
     * An order as it stands.
     *
     * @param detail one line for people
     * @param callbacks how many came
     * @param checkoutRequestId to ask with, null while unknown
     * @param asked what the last query answered, empty if nobody asked
     */
    record Order(
            int number,
            String msisdn,
            long amount,
            String reference,
            State state,
            String detail,
            int callbacks,
            @Nullable String checkoutRequestId,
            String asked) {

        Order as(State newState, String newDetail) {
            return new Order(
                    number, msisdn, amount, reference, newState, newDetail, callbacks, checkoutRequestId, asked);
        }

        Order with(@Nullable String id, String answer, int called) {
            return new Order(number, msisdn, amount, reference, state, detail, called, id, answer);
        }
    }

    private final Simulated simulator;
    private final Map<String, String> credentials;
    private final Executor executor;
    private final List<Order> orders = new ArrayList<>();
    private int lastNumber;
    private @Nullable HttpClient http;

    /** Opens the shop. */
    public Shop(Simulated simulator, Map<String, String> credentials, Executor executor) {
        this.simulator = simulator;
        this.credentials = credentials;
        this.executor = executor;
        simulator.world().onClear(this::clear);
    }

    private synchronized void clear() {
        orders.clear();
    }

    /** Returns the latest orders, newest first. */
    synchronized List<Order> orders() {
        return List.copyOf(orders);
    }

    /** Asks a number for money; what comes of it is seen in {@link #orders}. */
    void ask(String msisdn, long amount, String reference) {
        Order order = add(simulator.subscriber(msisdn).msisdn(), amount, reference);
        run(() -> push(order));
    }

    /** Asks M-PESA what became of an order. */
    void query(int number) {
        find(number).filter(order -> order.checkoutRequestId() != null).ifPresent(order -> run(() -> ask(order)));
    }

    /** Takes a callback: believes the first that decides. */
    synchronized void calledBack(int number, String body) {
        JsonNode callback = Json.parse(body).orElseGet(Json::object).findPath("stkCallback");
        Optional<Order> found = find(number);
        if (found.isEmpty()) {
            return;
        }
        Order order = found.get()
                .with(
                        found.get().checkoutRequestId(),
                        found.get().asked(),
                        found.get().callbacks() + 1);
        replace(order);
        String code = Json.text(callback, "ResultCode");
        if (order.state() == State.PAID || order.state() == State.NOT_PAID || code.isEmpty()) {
            return;
        }
        replace(
                code.equals("0")
                        ? order.as(State.PAID, "Receipt " + receipt(callback))
                        : order.as(State.NOT_PAID, Json.text(callback, "ResultDesc") + " (" + code + ")"));
    }

    private static String receipt(JsonNode callback) {
        for (JsonNode item : callback.findPath("Item")) {
            if (Json.text(item, "Name").equals("MpesaReceiptNumber")) {
                return Json.text(item, "Value");
            }
        }
        return "missing";
    }

    private void push(Order order) {
        ObjectNode body = signed().put("TransactionType", "CustomerPayBillOnline")
                .put("Amount", order.amount())
                .put("PartyA", Long.parseLong(order.msisdn()))
                .put("PartyB", Integer.parseInt(DarajaSimulator.PAYBILL))
                .put("PhoneNumber", Long.parseLong(order.msisdn()))
                .put("CallBackURL", simulator.baseUri() + "/shop/callback/" + order.number())
                .put("AccountReference", order.reference())
                .put("TransactionDesc", "Shop");
        try {
            JsonNode answer = post("/mpesa/stkpush/v1/processrequest", body);
            if (Json.text(answer, "ResponseCode").equals("0")) {
                update(order.number(), now -> {
                    Order known = now.with(Json.text(answer, "CheckoutRequestID"), now.asked(), now.callbacks());
                    return now.state() == State.SENDING ? known.as(State.RINGING, "No callback yet") : known;
                });
            } else {
                refuse(order, answer);
            }
        } catch (IOException e) {
            update(
                    order.number(),
                    now -> now.state() == State.SENDING
                            ? now.as(State.UNCLEAR, "The phone may ring all the same. Nothing is sent again.")
                            : now);
        }
    }

    private void refuse(Order order, JsonNode answer) {
        String why = Json.text(answer, "errorMessage") + " (" + Json.text(answer, "errorCode") + ")";
        update(order.number(), now -> now.state() == State.SENDING ? now.as(State.REFUSED, why) : now);
    }

    private void ask(Order order) {
        ObjectNode body = signed().put("CheckoutRequestID", order.checkoutRequestId());
        String told;
        try {
            JsonNode answer = post("/mpesa/stkpushquery/v1/query", body);
            told = answer.has("ResultCode")
                    ? Json.text(answer, "ResultDesc") + " (" + Json.text(answer, "ResultCode") + ")"
                    : Json.text(answer, "errorMessage") + " (" + Json.text(answer, "errorCode") + ")";
        } catch (IOException e) {
            told = "no answer";
        }
        String words = told;
        update(order.number(), now -> now.with(now.checkoutRequestId(), words, now.callbacks()));
    }

    private ObjectNode signed() {
        String stamp = EastAfricaTime.stamp(simulator.clock().instant());
        String passkey = simulator.organisation(DarajaSimulator.PAYBILL).passkey();
        String password = DarajaSimulator.PAYBILL + passkey + stamp;
        return Json.object()
                .put("BusinessShortCode", Integer.parseInt(DarajaSimulator.PAYBILL))
                .put("Password", Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8)))
                .put("Timestamp", stamp);
    }

    private JsonNode post(String path, ObjectNode body) throws IOException {
        Map.Entry<String, String> key = credentials.entrySet().iterator().next();
        JsonNode token = send(HttpRequest.newBuilder(
                        URI.create(simulator.baseUri() + "/oauth/v1/generate?grant_type=client_credentials"))
                .header("Authorization", basic(key.getKey() + ":" + key.getValue())));
        if (!token.has("access_token")) {
            return token;
        }
        return send(HttpRequest.newBuilder(URI.create(simulator.baseUri() + path))
                .header("Authorization", "Bearer " + Json.text(token, "access_token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the answer; one that is not JSON is no answer. */
    private JsonNode send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response =
                    http().send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return Json.parseObject(response.body())
                    .orElseThrow(() -> new IOException("HTTP " + response.statusCode() + " without JSON"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private synchronized HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(executor)
                    .build();
        }
        return http;
    }

    private void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("The simulator is closed", e);
        }
    }

    private synchronized Order add(String msisdn, long amount, String reference) {
        Order order = new Order(++lastNumber, msisdn, amount, reference, State.SENDING, "", 0, null, "");
        orders.add(0, order);
        if (orders.size() > KEPT) {
            orders.remove(KEPT);
        }
        return order;
    }

    private synchronized Optional<Order> find(int number) {
        return orders.stream().filter(order -> order.number() == number).findFirst();
    }

    private synchronized void update(int number, UnaryOperator<Order> change) {
        find(number).map(change).ifPresent(this::replace);
    }

    private synchronized void replace(Order order) {
        orders.replaceAll(known -> known.number() == order.number() ? order : known);
    }
}
