package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.MerchantRequestId;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultChannel;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ResultFinality;
import io.github.darajasdk.callback.CallbackParseException.Reason;
import io.github.darajasdk.internal.time.EastAfricaTime;
import io.github.darajasdk.internal.wire.WholeShillings;
import io.github.darajasdk.internal.wire.WireObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the STK envelope to a {@link StkCallback}. Every rule that protects money is here. */
final class StkCallbackReader {

    private static final int MOST_ITEMS = 32;
    private static final String AMOUNT = "Amount";
    private static final String RECEIPT = "MpesaReceiptNumber";
    private static final String DATE = "TransactionDate";
    private static final String PHONE = "PhoneNumber";
    private static final Set<String> KNOWN_ITEMS = Set.of(AMOUNT, RECEIPT, DATE, PHONE, "Balance");

    private StkCallbackReader() {}

    static StkCallback read(WireObject json, Amount maxAmount) {
        WireObject body = json.object("Body");
        WireObject callback = body == null ? null : body.object("stkCallback");
        if (callback == null) {
            throw new CallbackParseException(Reason.WRONG_SHAPE, "no Body.stkCallback object");
        }
        ResultCode code = CallbackFields.resultCode(callback, "ResultCode", ResultChannel.STK);
        boolean success = code.value().equals("0");
        Map<String, WireObject> items = items(callback);
        Map<String, String> aside = new LinkedHashMap<>();
        items.forEach((name, item) -> {
            if (!success || !KNOWN_ITEMS.contains(name)) {
                aside.put(name, item.kept("Value"));
            }
        });
        StkCallback.Facts facts = new StkCallback.Facts(
                id(callback, "CheckoutRequestID", CheckoutRequestId::of),
                id(callback, "MerchantRequestID", MerchantRequestId::of),
                code,
                callback.textOrEmpty("ResultDesc"),
                Collections.unmodifiableMap(aside));
        if (!success) {
            return code.finality() == ResultFinality.FINAL
                    ? new StkCallback.NotPaid(facts)
                    : new StkCallback.Unresolved(facts, null, null);
        }
        ReceiptNumber receipt = receipt(items.get(RECEIPT));
        Amount amount = amount(items.get(AMOUNT), maxAmount);
        if (receipt == null || amount == null) {
            return new StkCallback.Unresolved(facts, receipt, amount);
        }
        return new StkCallback.Paid(facts, receipt, amount, time(items.get(DATE)), phone(items.get(PHONE)));
    }

    private static <T> T id(WireObject callback, String name, Function<String, T> type) {
        String text = callback.text(name);
        if (text != null) {
            try {
                return type.apply(text);
            } catch (IllegalArgumentException malformed) {
                throw new CallbackParseException(Reason.BAD_ID, name + " is malformed");
            }
        }
        throw new CallbackParseException(Reason.BAD_ID, name + " is missing");
    }

    private static Map<String, WireObject> items(WireObject callback) {
        if (!callback.has("CallbackMetadata")) {
            return Map.of();
        }
        WireObject metadata = callback.object("CallbackMetadata");
        if (metadata == null) {
            throw new CallbackParseException(Reason.BAD_ITEMS, "CallbackMetadata is not an object");
        }
        if (!metadata.has("Item")) {
            return Map.of();
        }
        List<WireObject> list = metadata.objects("Item");
        if (list == null) {
            throw new CallbackParseException(Reason.BAD_ITEMS, "CallbackMetadata.Item is not a list of objects");
        }
        if (list.size() > MOST_ITEMS) {
            throw new CallbackParseException(Reason.BAD_ITEMS, "more than " + MOST_ITEMS + " items");
        }
        Map<String, WireObject> items = new LinkedHashMap<>();
        for (WireObject item : list) {
            String name = item.text("Name");
            if (name == null || name.isBlank()) {
                throw new CallbackParseException(Reason.BAD_ITEMS, "an item has no Name");
            }
            if (items.put(name, item) != null) {
                throw new CallbackParseException(Reason.BAD_ITEMS, "an item is named twice");
            }
        }
        return items;
    }

    private static @Nullable ReceiptNumber receipt(@Nullable WireObject item) {
        if (item == null || !item.has("Value")) {
            return null;
        }
        String text = item.text("Value");
        if (text == null) {
            throw new CallbackParseException(Reason.BAD_RECEIPT, "MpesaReceiptNumber is not text");
        }
        try {
            return ReceiptNumber.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new CallbackParseException(Reason.BAD_RECEIPT, "MpesaReceiptNumber is malformed");
        }
    }

    private static @Nullable Amount amount(@Nullable WireObject item, Amount maxAmount) {
        if (item == null || !item.has("Value")) {
            return null;
        }
        BigDecimal value = item.number("Value");
        return Optional.ofNullable(value)
                .flatMap(WholeShillings::of)
                .filter(amount -> amount.compareTo(maxAmount) <= 0)
                .orElseThrow(() -> new CallbackParseException(
                        Reason.BAD_AMOUNT,
                        "Amount must be a number of whole shillings from 1 to " + maxAmount.shillings()));
    }

    private static @Nullable Instant time(@Nullable WireObject item) {
        String text = item == null ? null : item.codeText("Value");
        return text == null ? null : EastAfricaTime.tryParse(text).orElse(null);
    }

    private static @Nullable String phone(@Nullable WireObject item) {
        String text = item == null ? null : item.codeText("Value");
        return text == null || text.isBlank() ? null : text;
    }
}
