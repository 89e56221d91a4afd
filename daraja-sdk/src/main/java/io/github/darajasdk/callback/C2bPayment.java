package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ShortCode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment that a customer makes or made by menu: asked about at the validation address, reported at the confirmation
 * address. An STK payment to the same short code is reported here a second time, with the same receipt: book by receipt,
 * once. The addresses are one secret for all payments, so a report alone is a claim: check it against another source.
 *
 * <p>Made by {@link CallbackParser}. Immutable.
 */
public final class C2bPayment {

    private final ReceiptNumber receiptNumber;
    private final Amount amount;
    private final ShortCode shortCode;
    private final String type;
    private final String billReference;
    private final @Nullable Instant time;
    private final @Nullable String thirdPartyReference;
    private final String phoneNumber;
    private final String payerName;
    private final Map<String, String> otherFields;

    C2bPayment(
            ReceiptNumber receiptNumber,
            Amount amount,
            ShortCode shortCode,
            String type,
            String billReference,
            @Nullable Instant time,
            @Nullable String thirdPartyReference,
            String phoneNumber,
            String payerName,
            Map<String, String> otherFields) {
        this.receiptNumber = receiptNumber;
        this.amount = amount;
        this.shortCode = shortCode;
        this.type = type;
        this.billReference = billReference;
        this.time = time;
        this.thirdPartyReference = thirdPartyReference;
        this.phoneNumber = phoneNumber;
        this.payerName = payerName;
        this.otherFields = otherFields;
    }

    /**
     * Returns the receipt: the key for booking the money, once.
     *
     * @return the receipt
     */
    public ReceiptNumber receiptNumber() {
        return receiptNumber;
    }

    /**
     * Returns what is or was paid.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns who is paid.
     *
     * @return the short code
     */
    public ShortCode shortCode() {
        return shortCode;
    }

    /**
     * Returns M-PESA's word for the kind of payment.
     *
     * @return for example {@code Pay Bill}, possibly empty
     */
    public String type() {
        return type;
    }

    /**
     * Returns what the customer typed as the account: any case, blanks included, empty for tills. Normalise before
     * matching.
     *
     * @return the reference, possibly empty
     */
    public String billReference() {
        return billReference;
    }

    /**
     * Returns when M-PESA moved the money.
     *
     * @return the moment to the second, or empty if it cannot be read
     */
    public Optional<Instant> time() {
        return Optional.ofNullable(time);
    }

    /**
     * Returns the reference that the answer to the validation gave.
     *
     * @return the reference, or empty
     */
    public Optional<String> thirdPartyReference() {
        return Optional.ofNullable(thirdPartyReference);
    }

    /**
     * Returns who pays, as received: masked, 64 hex digits, or in old forms the number itself. Not to be parsed.
     *
     * @return the text, possibly empty
     */
    public String phoneNumber() {
        return phoneNumber;
    }

    /**
     * Returns the payer's names as far as given, often the first alone.
     *
     * @return the names with blanks between them, possibly empty
     */
    public String payerName() {
        return payerName;
    }

    /**
     * Returns what else the body held, by name.
     *
     * @return unmodifiable; values that are not text as their JSON
     */
    public Map<String, String> otherFields() {
        return otherFields;
    }

    /** Leaves the payer out. */
    @Override
    public String toString() {
        return "C2bPayment[" + receiptNumber + ", " + amount + "]";
    }
}
