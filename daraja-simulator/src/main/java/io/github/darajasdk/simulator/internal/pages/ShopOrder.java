package io.github.darajasdk.simulator.internal.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.darajasdk.simulator.internal.world.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order of the little shop: what it sent, and all that it was told since. The headline is drawn from these facts, so
 * that what contradicts itself is seen to do so.
 *
 * @param sending how the push itself went
 * @param detail one line about that, for people
 * @param calls what each callback said, in the order they came
 * @param checkoutRequestId to ask with, null while unknown
 * @param asked what the last query answered, null if nobody asked
 */
record ShopOrder(
        int number,
        String msisdn,
        long amount,
        String reference,
        Sending sending,
        String detail,
        List<Call> calls,
        @Nullable String checkoutRequestId,
        @Nullable Result asked) {

    private static final Set<String> PENDING = Set.of("", "4999");

    /** How the push itself went, as the shop can know it. */
    enum Sending {
        /** No answer yet. */
        UNDER_WAY,
        /** There was no token to send it with. */
        NOT_SENT,
        /** The answer is missing or unreadable. */
        UNCLEAR,
        /** M-PESA refused it. */
        REFUSED,
        /** M-PESA took it. */
        ACCEPTED
    }

    /**
     * A result as M-PESA words it.
     *
     * @param code empty if it gave none
     */
    record Result(String code, String text) {
        boolean isPaid() {
            return code.equals("0");
        }

        boolean isFinal() {
            return !PENDING.contains(code);
        }
    }

    /**
     * A callback as it was read.
     *
     * @param result null if it could not be read
     * @param receipt null unless it names one
     * @param amount what it says was paid, null unless it names one
     */
    record Call(
            @Nullable Result result,
            @Nullable String receipt,
            @Nullable String amount,
            String checkoutRequestId) {

        static Call read(String body) {
            JsonNode callback = Json.parse(body).orElseGet(Json::object).findPath("stkCallback");
            String code = Json.text(callback, "ResultCode");
            return new Call(
                    code.isEmpty() ? null : new Result(code, Json.text(callback, "ResultDesc")),
                    item(callback, "MpesaReceiptNumber"),
                    item(callback, "Amount"),
                    Json.text(callback, "CheckoutRequestID"));
        }

        private static @Nullable String item(JsonNode callback, String name) {
            for (JsonNode item : callback.findPath("Item")) {
                if (Json.text(item, "Name").equals(name) && item.hasNonNull("Value")) {
                    return Json.text(item, "Value");
                }
            }
            return null;
        }
    }

    /** Words, and the colour they have. */
    record Headline(String words, String colour) {}

    /** Returns a new order. */
    static ShopOrder of(int number, String msisdn, long amount, String reference) {
        return new ShopOrder(number, msisdn, amount, reference, Sending.UNDER_WAY, "", List.of(), null, null);
    }

    /** Returns this order with what became of its push; the first answer counts. */
    ShopOrder sent(Sending how, String newDetail, @Nullable String id) {
        return new ShopOrder(number, msisdn, amount, reference, how, newDetail, calls, id, asked);
    }

    /** Returns this order with one more callback. */
    ShopOrder called(Call call) {
        List<Call> more = new ArrayList<>(calls);
        more.add(call);
        return new ShopOrder(
                number, msisdn, amount, reference, sending, detail, List.copyOf(more), checkoutRequestId, asked);
    }

    /** Returns this order with the answer to a question. */
    ShopOrder answered(Result answer) {
        return new ShopOrder(number, msisdn, amount, reference, sending, detail, calls, checkoutRequestId, answer);
    }

    /** Returns what the shop makes of all it knows. */
    Headline headline() {
        List<Call> readable =
                calls.stream().filter(call -> call.result() != null).toList();
        if (readable.isEmpty()) {
            return withoutCallback();
        }
        if (readable.stream().map(ShopOrder::isPaid).distinct().count() > 1) {
            return new Headline("The callbacks contradict each other", "failed");
        }
        if (!isPaid(readable.get(0))) {
            return new Headline("Not paid", "failed");
        }
        if (readable.stream().anyMatch(this::isOfAnotherOrder)) {
            return new Headline("Paid, says a callback about something else", "waiting");
        }
        if (readable.stream().anyMatch(this::isOfAnotherAmount)) {
            return new Headline("Paid, but the callback names another amount", "waiting");
        }
        return new Headline("Paid", "paid");
    }

    private Headline withoutCallback() {
        if (asked != null && asked.isFinal()) {
            String missing = calls.isEmpty() ? "no callback came" : "its callback cannot be read";
            return asked.isPaid()
                    ? new Headline("Paid, says M-PESA; " + missing, "paid")
                    : new Headline("Not paid, says M-PESA; " + missing, "failed");
        }
        if (!calls.isEmpty()) {
            return new Headline("A callback came that cannot be read: ask M-PESA", "waiting");
        }
        return switch (sending) {
            case UNDER_WAY -> new Headline("Contacting M-PESA…", "waiting");
            case NOT_SENT -> new Headline("Not sent: no token", "failed");
            case UNCLEAR -> new Headline("Unclear: M-PESA did not answer", "waiting");
            case REFUSED -> new Headline("Refused", "failed");
            case ACCEPTED -> new Headline("The phone rings", "waiting");
        };
    }

    /** Returns what a callback said, in a sentence. */
    String sentence(Call call) {
        Result result = call.result();
        if (result == null) {
            return "not readable";
        }
        if (!result.isPaid()) {
            return result.text() + " (" + result.code() + ")";
        }
        StringBuilder words = new StringBuilder("paid");
        if (call.amount() != null) {
            words.append(" KES ").append(call.amount());
        }
        if (isOfAnotherAmount(call)) {
            words.append(", though ").append(Words.shillings(amount)).append(" was asked for");
        }
        if (isOfAnotherOrder(call)) {
            words.append(", for ").append(call.checkoutRequestId()).append(", which is not this order");
        }
        return words.toString();
    }

    /** Returns the receipts that callbacks named. */
    List<String> receipts() {
        return calls.stream()
                .flatMap(call -> Optional.ofNullable(call.receipt()).stream())
                .distinct()
                .toList();
    }

    private static boolean isPaid(Call call) {
        return call.result() != null && call.result().isPaid();
    }

    private boolean isOfAnotherAmount(Call call) {
        return call.amount() != null && !call.amount().matches(amount + "(\\.0+)?");
    }

    private boolean isOfAnotherOrder(Call call) {
        return checkoutRequestId != null && !checkoutRequestId.equals(call.checkoutRequestId());
    }
}
