package io.github.darajasdk.callback;

import io.github.darajasdk.ConversationId;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultChannel;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ResultFinality;
import io.github.darajasdk.callback.CallbackParseException.Reason;
import io.github.darajasdk.callback.CommandResult.Parameter;
import io.github.darajasdk.internal.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the {@code Result} envelope of the initiator products to a {@link CommandResult}. */
final class CommandResultReader {

    private static final int MOST_PARAMETERS = 64;

    private CommandResultReader() {}

    static CommandResult read(WireObject json, ResultChannel channel, boolean movesMoney) {
        WireObject result = json.object("Result");
        if (result == null) {
            throw new CallbackParseException(Reason.WRONG_SHAPE, "no Result object");
        }
        ConversationId conversation = id(result, "ConversationID");
        ConversationId originator = id(result, "OriginatorConversationID");
        if (conversation == null && originator == null) {
            throw new CallbackParseException(Reason.BAD_ID, "ConversationID and OriginatorConversationID are missing");
        }
        ResultCode code = CallbackFields.resultCode(result, "ResultCode", channel);
        String transactionId = result.text("TransactionID");
        CommandResult.Facts facts = new CommandResult.Facts(
                conversation,
                originator,
                code,
                result.textOrEmpty("ResultDesc"),
                transactionId,
                pairs(result, "ResultParameters", "ResultParameter"),
                pairs(result, "ReferenceData", "ReferenceItem"));
        if (code.value().equals("0")) {
            ReceiptNumber receipt = movesMoney ? receipt(transactionId) : null;
            return movesMoney && receipt == null
                    ? new CommandResult.Unresolved(facts)
                    : new CommandResult.Succeeded(facts, receipt);
        }
        return code.finality() == ResultFinality.FINAL
                ? new CommandResult.Failed(facts)
                : new CommandResult.Unresolved(facts);
    }

    /** Whatever it looks like, it proves nothing, so nothing in it is required. */
    static CommandTimeout readTimeout(WireObject json) {
        WireObject result = json.object("Result");
        WireObject at = result == null ? json : result;
        return new CommandTimeout(
                Optional.ofNullable(id(at, "ConversationID")), Optional.ofNullable(id(at, "OriginatorConversationID")));
    }

    private static @Nullable ConversationId id(WireObject result, String name) {
        String text = result.text(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return ConversationId.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new CallbackParseException(Reason.BAD_ID, name + " is malformed");
        }
    }

    private static @Nullable ReceiptNumber receipt(@Nullable String text) {
        try {
            return text == null ? null : ReceiptNumber.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new CallbackParseException(Reason.BAD_RECEIPT, "TransactionID is malformed");
        }
    }

    private static List<Parameter> pairs(WireObject result, String outerName, String innerName) {
        WireObject outer = result.object(outerName);
        if (outer == null || !outer.has(innerName)) {
            return List.of();
        }
        List<WireObject> list = outer.objects(innerName);
        if (list == null || list.size() > MOST_PARAMETERS) {
            throw new CallbackParseException(
                    Reason.BAD_ITEMS, innerName + " is not a list of at most " + MOST_PARAMETERS + " objects");
        }
        List<Parameter> pairs = new ArrayList<>(list.size());
        for (WireObject pair : list) {
            String key = pair.text("Key");
            if (key == null || key.isBlank()) {
                throw new CallbackParseException(Reason.BAD_ITEMS, "a pair of " + innerName + " has no Key");
            }
            pairs.add(new Parameter(key, pair.has("Value") ? Optional.of(pair.kept("Value")) : Optional.empty()));
        }
        return List.copyOf(pairs);
    }
}
