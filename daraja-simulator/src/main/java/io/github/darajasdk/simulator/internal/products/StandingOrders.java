package io.github.darajasdk.simulator.internal.products;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.CommandScript;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.internal.http.Fields;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.world.CustomerPayments;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Msisdns;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.Poster;
import io.github.darajasdk.simulator.internal.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * M-PESA Ratiba: standing orders in the editions of 2025 and 2026, told apart by {@code CustomStoId}. The customer
 * agrees unless a script says otherwise, and the payments happen as the clock moves, at eight in the morning.
 */
final class StandingOrders {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final LocalTime PAY_TIME = LocalTime.of(8, 0);

    private final World world;
    private final Poster poster;
    private final Set<String> names = new HashSet<>();
    private long lastNumber = 2_571_167;

    StandingOrders(World world, Poster poster) {
        this.world = world;
        this.poster = poster;
        world.onClear(names::clear);
    }

    /** A standing order that passed the checks. */
    private record Order(
            String name,
            OrganisationState payee,
            String payer,
            long shillings,
            LocalDate start,
            LocalDate end,
            int frequency,
            boolean edition2026,
            String account,
            String callbackUrl,
            String requestRefId) {

        /** Returns the day of payment {@code n}, counted from 0: the same number means other days in each edition. */
        Optional<LocalDate> day(int n) {
            int meaning = edition2026 ? frequency : frequency < 4 ? frequency : frequency + 1;
            LocalDate day = switch (meaning) {
                case 1 -> n == 0 ? start : LocalDate.MAX;
                case 2 -> start.plusDays(n);
                case 3 -> start.plusWeeks(n);
                case 4 -> start.plusWeeks(2L * n);
                case 5 -> start.plusMonths(n);
                case 6 -> start.plusMonths(2L * n);
                case 7 -> start.plusMonths(3L * n);
                case 8 -> start.plusMonths(6L * n);
                default -> start.plusYears(n);
            };
            return day.isAfter(end) ? Optional.empty() : Optional.of(day);
        }
    }

    Reply create(ObjectNode body) {
        boolean edition2026 = body.has("CustomStoId");
        Optional<String> problem = problem(body, edition2026);
        if (problem.isPresent()) {
            return refused(problem.get());
        }
        Order order = new Order(
                Json.text(body, "StandingOrderName"),
                world.payee(Json.text(body, "BusinessShortCode")).orElseThrow(),
                Json.text(body, "PartyA"),
                Long.parseLong(Json.text(body, "Amount")),
                day(Json.text(body, "StartDate")).orElseThrow(),
                day(Json.text(body, "EndDate")).orElseThrow(),
                Integer.parseInt(Json.text(body, "Frequency")),
                edition2026,
                Json.text(body, "AccountReference"),
                Json.text(body, "CallBackURL"),
                edition2026 ? Json.text(body, "CustomStoId") : world.ids().uuid());
        CommandScript script = world.scripts().decideCommand("standing-order");
        Instant due = world.now().plus(world.settings().get(Setting.RESULT_DELAY));
        return accepted()
                .then(() -> world.timeline().at(due, at -> {
                    ObjectNode callback = world.locked(() -> decide(order, script));
                    if (!script.delivery().isCallbackLost()) {
                        CompletableFuture<Poster.Answer> unused =
                                poster.post("standing-order", order.callbackUrl(), Map.of(), Json.bytes(callback));
                    }
                }));
    }

    private Optional<String> problem(ObjectNode body, boolean edition2026) {
        if (world.payee(Json.text(body, "BusinessShortCode")).isEmpty()) {
            return Optional.of("Value in field 'BusinessShortCode' can only be what was issued for this application");
        }
        Optional<LocalDate> start = day(Json.text(body, "StartDate"));
        return new Fields(body)
                .check("TransactionType", text -> text.toLowerCase(Locale.ROOT).startsWith("standing order "))
                .present("StandingOrderName")
                .check("StartDate", text -> start.isPresent())
                .check(
                        "EndDate",
                        text -> day(text)
                                .filter(end -> !end.isBefore(start.orElse(end)))
                                .isPresent())
                .amount("Amount")
                .check("PartyA", Msisdns::isCanonical)
                .check("Frequency", text -> text.matches(edition2026 ? "[1-9]" : "[1-8]"))
                .length("AccountReference", 0, 12)
                .present("CallBackURL")
                .invalid()
                .map(field -> "Invalid value in field '" + field + "'");
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DAY));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private ObjectNode decide(Order order, CommandScript script) {
        if (script.outcome().code().isPresent()) {
            return failed(order, script.outcome().code().get());
        }
        if (!names.add(order.payer() + " " + order.name())) {
            return failed(order, "1050");
        }
        schedule(order, 0);
        return created(order);
    }

    private void schedule(Order order, int n) {
        order.day(n).ifPresent(day -> {
            Instant due = day.atTime(PAY_TIME).atZone(EastAfricaTime.ZONE).toInstant();
            world.timeline()
                    .at(
                            due,
                            at -> world.locked(() -> {
                                world.payments()
                                        .pay(
                                                new CustomerPayments.Order(
                                                        world.subscriber(order.payer()),
                                                        order.payee(),
                                                        order.shillings(),
                                                        order.account(),
                                                        null,
                                                        world.ids().merchantRequestId(),
                                                        at),
                                                "",
                                                at);
                                schedule(order, n + 1);
                                return order;
                            }));
        });
    }

    private ObjectNode created(Order order) {
        ObjectNode callback = Json.object();
        String reference = order.requestRefId();
        callback.putObject("responseHeader")
                .put("responseRefID", reference)
                .put("requestRefID", reference)
                .put("responseCode", "0")
                .put(
                        "responseDescription",
                        order.edition2026()
                                ? "Standing order created successfully"
                                : "The service request is processed successfully");
        ArrayNode data = callback.putObject("responseBody").putArray("responseData");
        String number = Long.toString(++lastNumber);
        if (order.edition2026()) {
            add(data, "name", "value", "standingOrderName", order.name());
            add(data, "name", "value", "amount", order.shillings() + ".00");
            add(data, "name", "value", "issuePaymentReminderUntil", DAY.format(order.end()));
            add(data, "name", "value", "reminderScheduleId", number);
            add(data, "name", "value", "firstPaymentReminderDate", DAY.format(order.start()));
            add(data, "name", "value", "status", "ACTIVE");
            add(data, "name", "value", "TransactionID", number);
            add(data, "name", "value", "ResponseCode", "0");
        } else {
            add(data, "name", "value", "TransactionID", world.ids().receipt(world.now()));
            add(data, "name", "value", "responseCode", "0");
        }
        add(data, "name", "value", "Status", "OKAY");
        add(data, "name", "value", "Msisdn", hidden(order.payer()));
        return callback;
    }

    private ObjectNode failed(Order order, String code) {
        ObjectNode callback = Json.object();
        callback.putObject("ResponseHeader")
                .put("responseRefID", world.ids().uuid())
                .put("requestRefID", order.requestRefId())
                .put("responseCode", code)
                .put("responseDescription", "Error");
        ArrayNode data = callback.putObject("ResponseBody").putArray("ResponseData");
        add(data, "Name", "Value", "TransactionID", "0000000000");
        add(data, "Name", "Value", "responseCode", code);
        add(data, "Name", "Value", "Status", "ERROR");
        add(data, "Name", "Value", "Msisdn", hidden(order.payer()));
        return callback;
    }

    private static void add(ArrayNode data, String nameKey, String valueKey, String name, String value) {
        data.addObject().put(nameKey, name).put(valueKey, value);
    }

    private static String hidden(String msisdn) {
        return "*********" + msisdn.substring(9);
    }

    private Reply accepted() {
        ObjectNode answer = Json.object();
        answer.putObject("ResponseHeader")
                .put("responseRefID", world.ids().uuid())
                .put("responseCode", "200")
                .put("responseDescription", "Request accepted for processing")
                .put("ResultDesc", "The service request is processed successfully.");
        answer.putObject("ResponseBody")
                .put("responseDescription", "Request accepted for processing")
                .put("responseCode", "200");
        return Reply.json(200, answer);
    }

    /** The fourth of the gateway's error envelopes. */
    private Reply refused(String message) {
        return Reply.json(
                400,
                Json.object()
                        .put("requestRefId", world.ids().requestId())
                        .put("responseMessage", message)
                        .put("responseCode", 400)
                        .put(
                                "timestamp",
                                world.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    }
}
