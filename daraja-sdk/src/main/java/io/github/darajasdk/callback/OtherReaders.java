package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.ResultChannel;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ResultFinality;
import io.github.darajasdk.callback.CallbackParseException.Reason;
import io.github.darajasdk.internal.wire.WholeShillings;
import io.github.darajasdk.internal.wire.WireObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the flat or oddly spelt bodies of the smaller products to their types. */
final class OtherReaders {

    private static final int MOST_ITEMS = 32;

    private OtherReaders() {}

    static B2bExpressCallback b2bExpress(WireObject json, Amount maxAmount) {
        ResultCode code = CallbackFields.resultCode(json, "resultCode", ResultChannel.B2B_EXPRESS);
        ConversationId id = conversation(json, "requestId");
        String description = json.textOrEmpty("resultDesc");
        if (code.value().equals("0")) {
            boolean complete = json.has("transactionId") && json.has("amount");
            return complete
                    ? new B2bExpressCallback.Paid(
                            id,
                            code,
                            description,
                            CallbackFields.amount(json, "amount", maxAmount),
                            CallbackFields.receipt(json, "transactionId"))
                    : new B2bExpressCallback.Unresolved(id, code, description, null);
        }
        Amount amount = WholeShillings.ofText(json.textOrEmpty("amount")).orElse(null);
        return code.finality() == ResultFinality.FINAL
                ? new B2bExpressCallback.NotPaid(id, code, description, amount)
                : new B2bExpressCallback.Unresolved(id, code, description, amount);
    }

    static BillPayment bill(WireObject json, Amount maxAmount) {
        return new BillPayment(
                CallbackFields.receipt(json, "transactionId"),
                CallbackFields.amount(json, "paidAmount", maxAmount),
                CallbackFields.shortCode(json, "shortCode"),
                json.textOrEmpty("accountReference"),
                json.textOrEmpty("msisdn"),
                json.textOrEmpty("dateCreated"));
    }

    /** A success writes its envelope in camel case, a failure in Pascal case. */
    static StandingOrderCallback standingOrder(WireObject json) {
        WireObject header = inAnyCase(json, "responseHeader");
        if (header == null) {
            throw new CallbackParseException(Reason.WRONG_SHAPE, "no responseHeader object");
        }
        ResultCode code = CallbackFields.resultCode(header, "responseCode", ResultChannel.STANDING_ORDER);
        String reference = header.text("requestRefID");
        String description = header.textOrEmpty("responseDescription");
        Map<String, String> items = items(inAnyCase(json, "responseBody"));
        if (code.value().equals("0")) {
            return new StandingOrderCallback.Created(reference, code, description, items);
        }
        return code.finality() == ResultFinality.FINAL
                ? new StandingOrderCallback.NotCreated(reference, code, description, items)
                : new StandingOrderCallback.Unresolved(reference, code, description, items);
    }

    private static @Nullable WireObject inAnyCase(WireObject json, String name) {
        String spelling = json.nameIgnoringCase(name);
        return spelling == null ? null : json.object(spelling);
    }

    private static Map<String, String> items(@Nullable WireObject body) {
        String list = body == null ? null : body.nameIgnoringCase("responseData");
        if (body == null || list == null) {
            return Map.of();
        }
        List<WireObject> pairs = body.objects(list);
        if (pairs == null || pairs.size() > MOST_ITEMS) {
            throw new CallbackParseException(
                    Reason.BAD_ITEMS, "responseData is not a list of at most " + MOST_ITEMS + " objects");
        }
        Map<String, String> items = new LinkedHashMap<>();
        for (WireObject pair : pairs) {
            String nameName = pair.nameIgnoringCase("name");
            String valueName = pair.nameIgnoringCase("value");
            String name = nameName == null ? null : pair.text(nameName);
            if (name == null || items.put(name, valueName == null ? "" : pair.kept(valueName)) != null) {
                throw new CallbackParseException(Reason.BAD_ITEMS, "an item of responseData has no name, or another's");
            }
        }
        return Collections.unmodifiableMap(items);
    }

    private static ConversationId conversation(WireObject json, String name) {
        try {
            return ConversationId.of(json.textOrEmpty(name));
        } catch (IllegalArgumentException malformed) {
            throw new CallbackParseException(Reason.BAD_ID, name + " is missing or malformed");
        }
    }
}
