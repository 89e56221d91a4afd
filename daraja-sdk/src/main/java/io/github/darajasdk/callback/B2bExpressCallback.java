package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a prompt to the operator of a till ended. Anyone can send such a body: check the address it came to and that its id
 * belongs to a prompt that is waiting. Made by {@link CallbackParser}. Immutable.
 */
public abstract sealed class B2bExpressCallback {

    private final ConversationId requestId;
    private final ResultCode resultCode;
    private final String resultDescription;
    private final @Nullable Amount amount;

    private B2bExpressCallback(
            ConversationId requestId, ResultCode resultCode, String resultDescription, @Nullable Amount amount) {
        this.requestId = requestId;
        this.resultCode = resultCode;
        this.resultDescription = resultDescription;
        this.amount = amount;
    }

    /**
     * Returns the caller's own id of the prompt.
     *
     * @return the id given with the request
     */
    public ConversationId requestId() {
        return requestId;
    }

    /**
     * Returns the code.
     *
     * @return the result code
     */
    public ResultCode resultCode() {
        return resultCode;
    }

    /**
     * Returns M-PESA's text. Decide on the code, never on this.
     *
     * @return the text, possibly empty
     */
    public String resultDescription() {
        return resultDescription;
    }

    /**
     * Returns the amount it is about; of a payment it must equal what was asked for.
     *
     * @return whole shillings; empty if the body has none that can be read, never empty for {@link Paid}
     */
    public Optional<Amount> amount() {
        return Optional.ofNullable(amount);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + requestId + ", " + resultCode + "]";
    }

    /** Paid: code 0, with receipt and amount. */
    public static final class Paid extends B2bExpressCallback {

        private final ReceiptNumber receiptNumber;

        Paid(ConversationId id, ResultCode code, String description, Amount amount, ReceiptNumber receiptNumber) {
            super(id, code, description, amount);
            this.receiptNumber = receiptNumber;
        }

        /**
         * Returns the receipt: the key for booking the money, once.
         *
         * @return the receipt
         */
        public ReceiptNumber receiptNumber() {
            return receiptNumber;
        }
    }

    /** Not paid, and it will not be: a code that the catalogue marks final. */
    public static final class NotPaid extends B2bExpressCallback {
        NotPaid(ConversationId id, ResultCode code, String description, @Nullable Amount amount) {
            super(id, code, description, amount);
        }
    }

    /** Nothing that can be relied on: a soft or unknown code, or a success without receipt or amount. */
    public static final class Unresolved extends B2bExpressCallback {
        Unresolved(ConversationId id, ResultCode code, String description, @Nullable Amount amount) {
            super(id, code, description, amount);
        }
    }
}
