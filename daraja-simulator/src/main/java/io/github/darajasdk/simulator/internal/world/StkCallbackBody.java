package io.github.darajasdk.simulator.internal.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import io.github.darajasdk.simulator.CallbackShape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the body of an STK callback in its several shapes. */
final class StkCallbackBody {

    private static final String UNKNOWN_MERCHANT_ID = "7e1c-4a9b-b3d2-5f60c81a94e29999999";
    private static final String UNKNOWN_CHECKOUT_ID = "ws_CO_010120200000000711000000";

    private StkCallbackBody() {}

    /**
     * Returns the bytes to post.
     *
     * @param receipt null unless the outcome is a success
     */
    static byte[] write(
            StkPush push, StkOutcome outcome, @Nullable String receipt, Instant endedAt, CallbackShape shape) {
        return switch (shape) {
            case NOT_JSON -> "Body=stkCallback&ResultCode=0".getBytes(StandardCharsets.UTF_8);
            case EMPTY -> new byte[0];
            default -> Json.bytes(envelope(push, outcome, receipt, endedAt, shape));
        };
    }

    private static ObjectNode envelope(
            StkPush push, StkOutcome outcome, @Nullable String receipt, Instant endedAt, CallbackShape shape) {
        boolean unknown = push.delivery().hasUnknownIds();
        ObjectNode callback = Json.object();
        callback.put("MerchantRequestID", unknown ? UNKNOWN_MERCHANT_ID : push.merchantRequestId());
        callback.put("CheckoutRequestID", unknown ? UNKNOWN_CHECKOUT_ID : push.checkoutRequestId());
        putCode(callback, outcome.code(), shape);
        callback.put("ResultDesc", outcome.callbackText());
        if (receipt != null) {
            callback.putObject("CallbackMetadata").set("Item", items(push, receipt, endedAt, shape));
        }
        ObjectNode body = Json.object();
        ObjectNode holder = shape == CallbackShape.NO_ENVELOPE ? body : body.putObject("Body");
        holder.set("stkCallback", callback);
        return body;
    }

    private static void putCode(ObjectNode callback, String code, CallbackShape shape) {
        if (shape != CallbackShape.TEXT_VALUES && code.matches("\\d{1,9}")) {
            callback.put("ResultCode", Integer.parseInt(code));
        } else {
            callback.put("ResultCode", code);
        }
    }

    private static ArrayNode items(StkPush push, String receipt, Instant endedAt, CallbackShape shape) {
        boolean text = shape == CallbackShape.TEXT_VALUES;
        BigDecimal amount = push.delivery()
                .callbackAmount()
                .orElse(BigDecimal.valueOf(push.request().amount()));
        ObjectNode amountItem = item("Amount");
        if (shape == CallbackShape.PORTAL || shape == CallbackShape.BALANCE_TEXT) {
            amountItem.put("Value", amount.setScale(2, RoundingMode.HALF_UP));
        } else {
            amountItem.set("Value", plain(amount));
        }
        ObjectNode receiptItem = item("MpesaReceiptNumber").put("Value", receipt);
        ObjectNode balance = item("Balance");
        if (shape == CallbackShape.BALANCE_TEXT) {
            balance.put("Value", "200");
        }
        ObjectNode date = numeric("TransactionDate", EastAfricaTime.stamp(endedAt), text);
        String msisdn = push.request().msisdn();
        ObjectNode phone = shape == CallbackShape.PHONE_MASKED
                ? item("PhoneNumber").put("Value", Masks.spaced(msisdn))
                : numeric("PhoneNumber", msisdn, text);

        ArrayNode items = Json.array();
        switch (shape) {
            case PORTAL, TEXT_VALUES, PHONE_MASKED ->
                items.add(amountItem).add(receiptItem).add(date).add(phone);
            case REORDERED ->
                items.add(phone).add(balance).add(date).add(receiptItem).add(amountItem);
            case NO_RECEIPT -> items.add(amountItem).add(balance).add(date).add(phone);
            default ->
                items.add(amountItem).add(receiptItem).add(balance).add(date).add(phone);
        }
        return items;
    }

    /** Returns a whole amount without a point, and a broken one as it is. */
    private static ValueNode plain(BigDecimal amount) {
        return amount.stripTrailingZeros().scale() <= 0
                ? BigIntegerNode.valueOf(amount.toBigInteger())
                : DecimalNode.valueOf(amount);
    }

    private static ObjectNode item(String name) {
        return Json.object().put("Name", name);
    }

    private static ObjectNode numeric(String name, String digits, boolean asText) {
        return asText ? item(name).put("Value", digits) : item(name).put("Value", new BigInteger(digits));
    }
}
