package io.github.darajasdk.simulator.internal.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.internal.pages.ShopOrder.Call;
import io.github.darajasdk.simulator.internal.pages.ShopOrder.Result;
import io.github.darajasdk.simulator.internal.pages.ShopOrder.Sending;
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

    private final Simulated simulator;
    private final Map<String, String> credentials;
    private final Executor executor;
    private final List<ShopOrder> orders = new ArrayList<>();
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
    synchronized List<ShopOrder> orders() {
        return List.copyOf(orders);
    }

    /** Asks a number for money; what comes of it is seen in {@link #orders}. */
    void ask(String msisdn, long amount, String reference) {
        ShopOrder order = add(simulator.subscriber(msisdn).msisdn(), amount, reference);
        run(() -> push(order));
    }

    /** Asks M-PESA what became of an order. */
    void query(int number) {
        find(number).filter(order -> order.checkoutRequestId() != null).ifPresent(order -> run(() -> ask(order)));
    }

    /** Takes a callback. */
    void calledBack(int number, String body) {
        update(number, order -> order.called(Call.read(body)));
    }

    private void push(ShopOrder order) {
        ObjectNode body = signed().put("TransactionType", "CustomerPayBillOnline")
                .put("Amount", order.amount())
                .put("PartyA", Long.parseLong(order.msisdn()))
                .put("PartyB", Integer.parseInt(DarajaSimulator.PAYBILL))
                .put("PhoneNumber", Long.parseLong(order.msisdn()))
                .put("CallBackURL", simulator.baseUri() + "/shop/callback/" + order.number())
                .put("AccountReference", order.reference())
                .put("TransactionDesc", "Shop");
        String token;
        try {
            token = token();
        } catch (IOException e) {
            String why = "M-PESA gave no token: " + e.getMessage() + ". No phone rings.";
            update(order.number(), now -> now.sent(Sending.NOT_SENT, why, null));
            return;
        }
        try {
            JsonNode answer = post("/mpesa/stkpush/v1/processrequest", body, token);
            boolean accepted = Json.text(answer, "ResponseCode").equals("0");
            update(
                    order.number(),
                    now -> accepted
                            ? now.sent(Sending.ACCEPTED, "", Json.text(answer, "CheckoutRequestID"))
                            : now.sent(Sending.REFUSED, problem(answer), null));
        } catch (IOException e) {
            String why = "The phone may ring all the same. Nothing is sent again.";
            update(order.number(), now -> now.sent(Sending.UNCLEAR, why, null));
        }
    }

    private static String problem(JsonNode answer) {
        return Json.text(answer, "errorMessage") + " (" + Json.text(answer, "errorCode") + ")";
    }

    private void ask(ShopOrder order) {
        ObjectNode body = signed().put("CheckoutRequestID", order.checkoutRequestId());
        Result told;
        try {
            JsonNode answer = post("/mpesa/stkpushquery/v1/query", body, token());
            told = answer.has("ResultCode")
                    ? new Result(Json.text(answer, "ResultCode"), Json.text(answer, "ResultDesc"))
                    : new Result("", problem(answer));
        } catch (IOException e) {
            told = new Result("", "no answer");
        }
        Result result = told;
        update(order.number(), now -> now.answered(result));
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

    private String token() throws IOException {
        Map.Entry<String, String> key = credentials.entrySet().iterator().next();
        JsonNode answer = send(HttpRequest.newBuilder(
                        URI.create(simulator.baseUri() + "/oauth/v1/generate?grant_type=client_credentials"))
                .header("Authorization", basic(key.getKey() + ":" + key.getValue())));
        if (!answer.has("access_token")) {
            throw new IOException(problem(answer));
        }
        return Json.text(answer, "access_token");
    }

    private JsonNode post(String path, ObjectNode body, String token) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(simulator.baseUri() + path))
                .header("Authorization", "Bearer " + token)
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

    private synchronized ShopOrder add(String msisdn, long amount, String reference) {
        ShopOrder order = ShopOrder.of(++lastNumber, msisdn, amount, reference);
        orders.add(0, order);
        if (orders.size() > KEPT) {
            orders.remove(KEPT);
        }
        return order;
    }

    private synchronized Optional<ShopOrder> find(int number) {
        return orders.stream().filter(order -> order.number() == number).findFirst();
    }

    private synchronized void update(int number, UnaryOperator<ShopOrder> change) {
        find(number).map(change).ifPresent(this::replace);
    }

    private synchronized void replace(ShopOrder order) {
        orders.replaceAll(known -> known.number() == order.number() ? order : known);
    }
}
