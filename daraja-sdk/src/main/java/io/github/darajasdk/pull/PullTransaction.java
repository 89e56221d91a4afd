package io.github.darajasdk.pull;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One customer payment in M-PESA's own record. Made by the SDK. */
public final class PullTransaction {

    private final ReceiptNumber receiptNumber;
    private final Amount amount;
    private final @Nullable LocalDateTime writtenTime;
    private final String billReference;
    private final String phoneNumber;
    private final String type;
    private final String organizationName;

    /**
     * Makes a row. Public so that tests can.
     *
     * @param receiptNumber the receipt
     * @param amount what was paid
     * @param writtenTime the time as M-PESA wrote it, or null
     * @param billReference what the customer typed, possibly empty
     * @param phoneNumber the payer's number as received, possibly empty
     * @param type M-PESA's word for the kind of transaction, possibly empty
     * @param organizationName who was paid, possibly empty
     */
    public PullTransaction(
            ReceiptNumber receiptNumber,
            Amount amount,
            @Nullable LocalDateTime writtenTime,
            String billReference,
            String phoneNumber,
            String type,
            String organizationName) {
        this.receiptNumber = receiptNumber;
        this.amount = amount;
        this.writtenTime = writtenTime;
        this.billReference = billReference;
        this.phoneNumber = phoneNumber;
        this.type = type;
        this.organizationName = organizationName;
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
     * Returns what was paid.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns the time as M-PESA wrote it. Its zone is doubtful: it ends in {@code Z} and most likely is Nairobi's time all
     * the same. Compare with a payment you know before you rely on it.
     *
     * @return the written time, or empty if it cannot be read
     */
    public Optional<LocalDateTime> writtenTime() {
        return Optional.ofNullable(writtenTime);
    }

    /**
     * Returns what the customer typed as the account. Any case, blanks included.
     *
     * @return the reference, possibly empty
     */
    public String billReference() {
        return billReference;
    }

    /**
     * Returns the payer's number as received: sometimes without 254, sometimes masked.
     *
     * @return the text, possibly empty
     */
    public String phoneNumber() {
        return phoneNumber;
    }

    /**
     * Returns M-PESA's word for the kind of transaction.
     *
     * @return for example {@code c2b-pay-bill-debit}, possibly empty
     */
    public String type() {
        return type;
    }

    /**
     * Returns who was paid.
     *
     * @return the name, possibly empty
     */
    public String organizationName() {
        return organizationName;
    }

    @Override
    public String toString() {
        return "PullTransaction[" + receiptNumber + ", " + amount + "]";
    }
}
