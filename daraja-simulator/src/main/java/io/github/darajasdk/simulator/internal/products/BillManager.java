package io.github.darajasdk.simulator.internal.products;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.http.WireRequest;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Poster;
import io.github.darajasdk.simulator.internal.world.Transaction;
import io.github.darajasdk.simulator.internal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Bill Manager: opt in, send invoices, cancel them, and hear of payments. The only product whose notification is
 * repeated, up to five times, until it is answered. Guarded by the world's lock.
 */
final class BillManager {

    private static final int ATTEMPTS = 5;
    private static final int LARGEST_BATCH = 1_000;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMinutes(1);

    private final World world;
    private final Poster poster;
    private final Map<String, Biller> billers = new HashMap<>();
    private final Map<String, Invoice> invoices = new LinkedHashMap<>();

    private record Biller(String shortCode, String appKey, String callbackUrl) {}

    private record Invoice(String shortCode, String account, boolean paid) {}

    BillManager(World world, Poster poster) {
        this.world = world;
        this.poster = poster;
        world.onClear(() -> {
            billers.clear();
            invoices.clear();
        });
        world.onPayment(this::paid);
    }

    Reply optIn(JsonNode body) {
        Optional<String> missing = firstMissing(body, "shortcode", "email", "officialContact", "callbackurl");
        if (missing.isPresent()) {
            return refused("400", "Missing " + missing.get());
        }
        return world.locked(() -> {
            String shortCode = Json.text(body, "shortcode");
            if (billers.containsKey(shortCode)) {
                return Reply.json(
                        200,
                        Json.object().put("resmsg", "Biller already Registered").put("rescode", "409"));
            }
            String appKey = world.ids().conversationId(world.now());
            billers.put(shortCode, new Biller(shortCode, appKey, Json.text(body, "callbackurl")));
            return Reply.json(200, Json.object().put("app_key", appKey).setAll(done()));
        });
    }

    Reply changeOptIn(JsonNode body) {
        return world.locked(() -> {
            Biller biller = billers.get(Json.text(body, "shortcode"));
            if (biller == null) {
                return refused("404", "Biller not found");
            }
            billers.put(
                    biller.shortCode(),
                    new Biller(biller.shortCode(), biller.appKey(), Json.text(body, "callbackurl")));
            return Reply.json(200, done());
        });
    }

    Reply invoice(WireRequest request, JsonNode body) {
        return world.locked(() -> {
            Optional<Biller> biller = billerOf(request);
            List<JsonNode> bills = body.isArray() ? Json.elements(body) : List.of(body);
            if (biller.isEmpty()) {
                return unauthorized();
            }
            if (bills.isEmpty() || bills.size() > LARGEST_BATCH) {
                return refused("400", "Send 1 to 1000 invoices");
            }
            for (JsonNode bill : bills) {
                Optional<String> missing = firstMissing(
                        bill,
                        "externalReference",
                        "billedFullName",
                        "billedPhoneNumber",
                        "billedPeriod",
                        "invoiceName",
                        "dueDate",
                        "accountReference",
                        "amount");
                if (missing.isPresent()) {
                    return refused("400", "Missing " + missing.get());
                }
            }
            for (JsonNode bill : bills) {
                invoices.put(
                        Json.text(bill, "externalReference"),
                        new Invoice(biller.get().shortCode(), Json.text(bill, "accountReference"), false));
            }
            return Reply.json(200, withMessage("Invoice sent successfully"));
        });
    }

    Reply cancel(JsonNode body) {
        return world.locked(() -> {
            List<JsonNode> bills = body.isArray() ? Json.elements(body) : List.of(body);
            for (JsonNode bill : bills) {
                Invoice invoice = invoices.get(Json.text(bill, "externalReference"));
                if (invoice == null) {
                    return refused("404", "Invoice not found");
                }
                if (invoice.paid()) {
                    ObjectNode answer = Json.object()
                            .put("Status_Message", "partially or fully paid invoices cannot be cancelled.")
                            .put("resmsg", "Conflict")
                            .put("rescode", "409");
                    answer.putArray("errors");
                    return Reply.json(200, answer);
                }
            }
            bills.forEach(bill -> invoices.remove(Json.text(bill, "externalReference")));
            ObjectNode answer = withMessage("Invoice cancelled successfully.");
            answer.putArray("errors");
            return Reply.json(200, answer);
        });
    }

    Reply reconcile(JsonNode body) {
        Optional<String> missing = firstMissing(
                body, "paymentDate", "paidAmount", "accountReference", "transactionId", "externalReference");
        return missing.isPresent() ? refused("400", "Missing " + missing.get()) : Reply.json(200, done());
    }

    /** Finds whose invoice a payment is for, and tells the biller. */
    private void paid(Transaction payment) {
        Biller biller = billers.get(payment.shortCode());
        if (biller == null) {
            return;
        }
        invoices.replaceAll((reference, invoice) -> invoice.shortCode().equals(payment.shortCode())
                        && invoice.account().equalsIgnoreCase(payment.account())
                ? new Invoice(invoice.shortCode(), invoice.account(), true)
                : invoice);
        LocalDate day = EastAfricaTime.at(payment.finalisedAt()).toLocalDate();
        ObjectNode body = Json.object()
                .put("transactionId", payment.receipt())
                .put("paidAmount", Long.toString(payment.cents() / 100))
                .put("msisdn", payment.msisdn())
                .put("dateCreated", day.toString())
                .put("accountReference", payment.account())
                .put("shortCode", payment.shortCode());
        world.timeline().at(world.now(), at -> tell(biller, Json.bytes(body), 1, at));
    }

    private void tell(Biller biller, byte[] body, int attempt, Instant at) {
        CompletableFuture<Void> unused = poster.post("bill-payment", biller.callbackUrl(), Map.of(), body)
                .thenAccept(answer -> {
                    if (!answer.acknowledged() && attempt < ATTEMPTS) {
                        world.timeline().at(at.plus(BETWEEN_ATTEMPTS), due -> tell(biller, body, attempt + 1, due));
                    }
                });
    }

    /** Returns the biller whose key is in the request; the header's name is not known for certain. */
    private Optional<Biller> billerOf(WireRequest request) {
        String key =
                request.header("appkey").or(() -> request.header("app_key")).orElse("");
        return billers.values().stream()
                .filter(biller -> biller.appKey().equals(key))
                .findFirst();
    }

    private static Optional<String> firstMissing(JsonNode body, String... fields) {
        for (String field : fields) {
            if (Json.text(body, field).isBlank()) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static ObjectNode done() {
        return Json.object().put("resmsg", "Success").put("rescode", "200");
    }

    private static ObjectNode withMessage(String message) {
        return Json.object()
                .put("Status_Message", message)
                .put("resmsg", "Success")
                .put("rescode", "200");
    }

    private static Reply refused(String code, String message) {
        ObjectNode answer = Json.object()
                .put("Status_Message", message)
                .put("resmsg", "Failed")
                .put("rescode", code);
        answer.putArray("errors");
        return Reply.json(200, answer);
    }

    private static Reply unauthorized() {
        return Reply.json(
                401, Json.object().put("errorCode", "401").put("errorMessage", "Unauthorized - Invalid Access Token"));
    }
}
