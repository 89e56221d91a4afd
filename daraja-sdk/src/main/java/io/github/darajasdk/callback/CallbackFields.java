package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultChannel;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackParseException.Reason;
import io.github.darajasdk.internal.wire.WholeShillings;
import io.github.darajasdk.internal.wire.WireObject;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fields that several kinds of callback share, read strictly. */
final class CallbackFields {

    private static final Pattern RESULT_CODE = Pattern.compile("[A-Za-z0-9_]{1,40}");

    private CallbackFields() {}

    /** A number without fraction or exponent, or the same digits as text; anything else is no code at all. */
    static ResultCode resultCode(WireObject object, String name, ResultChannel channel) {
        String code = object.codeText(name);
        if (code == null || !RESULT_CODE.matcher(code).matches()) {
            throw new CallbackParseException(Reason.BAD_RESULT_CODE, name + " is missing or malformed");
        }
        return ResultCode.of(channel, code);
    }

    static ReceiptNumber receipt(WireObject object, String name) {
        String text = object.text(name);
        try {
            if (text != null) {
                return ReceiptNumber.of(text);
            }
        } catch (IllegalArgumentException malformed) {
            throw new CallbackParseException(Reason.BAD_RECEIPT, name + " is malformed");
        }
        throw new CallbackParseException(Reason.BAD_RECEIPT, name + " is missing");
    }

    static ShortCode shortCode(WireObject object, String name) {
        try {
            return ShortCode.of(object.textOrEmpty(name));
        } catch (IllegalArgumentException malformed) {
            throw new CallbackParseException(Reason.BAD_ID, name + " is missing or malformed");
        }
    }

    /** For products that write amounts as text; a number is taken too. */
    static Amount amount(WireObject object, String name, Amount maxAmount) {
        BigDecimal number = object.number(name);
        Optional<Amount> amount =
                number == null ? WholeShillings.ofText(object.textOrEmpty(name)) : WholeShillings.of(number);
        return amount.filter(value -> value.compareTo(maxAmount) <= 0)
                .orElseThrow(() -> new CallbackParseException(
                        Reason.BAD_AMOUNT, name + " must be whole shillings from 1 to " + maxAmount.shillings()));
    }
}
