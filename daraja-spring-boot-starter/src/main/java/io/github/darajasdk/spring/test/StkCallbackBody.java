package io.github.darajasdk.spring.test;

import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.MerchantRequestId;
import io.github.darajasdk.ReceiptNumber;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A callback of an STK Push as M-PESA writes it. Each method returns a new body.
 *
 * <p>Immutable.
 */
public final class StkCallbackBody {

    private static final MerchantRequestId MERCHANT_REQUEST =
            MerchantRequestId.of("7e1c-4a9b-b3d2-5f60c81a94e21284417");
    private static final CheckoutRequestId CHECKOUT_REQUEST = CheckoutRequestId.of("ws_CO_141020261015303708374149");
    private static final ReceiptNumber RECEIPT = ReceiptNumber.of("UJE41K7QXN");

    private final int resultCode;
    private final String resultDescription;
    private final long shillings;
    private final @Nullable ReceiptNumber receipt;
    private final MerchantRequestId merchantRequest;
    private final CheckoutRequestId checkoutRequest;

    private StkCallbackBody(
            int resultCode,
            String resultDescription,
            long shillings,
            @Nullable ReceiptNumber receipt,
            MerchantRequestId merchantRequest,
            CheckoutRequestId checkoutRequest) {
        this.resultCode = resultCode;
        this.resultDescription = Objects.requireNonNull(resultDescription, "resultDescription");
        this.shillings = shillings;
        this.receipt = receipt;
        this.merchantRequest = Objects.requireNonNull(merchantRequest, "merchantRequest");
        this.checkoutRequest = Objects.requireNonNull(checkoutRequest, "checkoutRequest");
    }

    /**
     * The customer has paid.
     *
     * @param shillings how much; any number, because M-PESA's word is checked and not ours
     * @return a body with code 0, the receipt {@code UJE41K7QXN} and ids of an example
     */
    public static StkCallbackBody paid(long shillings) {
        return new StkCallbackBody(
                0,
                "The service request is processed successfully.",
                shillings,
                RECEIPT,
                MERCHANT_REQUEST,
                CHECKOUT_REQUEST);
    }

    /**
     * The customer has not paid, or it is not known.
     *
     * @param resultCode such as 1032 for a cancelled prompt
     * @param resultDescription M-PESA's text; without quotes and control characters
     * @return a body without receipt, and ids of an example
     */
    public static StkCallbackBody ended(int resultCode, String resultDescription) {
        return new StkCallbackBody(resultCode, resultDescription, 0, null, MERCHANT_REQUEST, CHECKOUT_REQUEST);
    }

    /**
     * Gives another receipt.
     *
     * @param number the receipt
     * @return a new body
     * @throws IllegalStateException if nothing was paid
     */
    public StkCallbackBody receipt(String number) {
        if (receipt == null) {
            throw new IllegalStateException("only a payment has a receipt; make the body with paid(…)");
        }
        return new StkCallbackBody(
                resultCode, resultDescription, shillings, ReceiptNumber.of(number), merchantRequest, checkoutRequest);
    }

    /**
     * Names the push that it is about.
     *
     * @param merchantRequest from the answer to the push
     * @param checkoutRequest from the answer to the push
     * @return a new body
     */
    public StkCallbackBody of(MerchantRequestId merchantRequest, CheckoutRequestId checkoutRequest) {
        return new StkCallbackBody(resultCode, resultDescription, shillings, receipt, merchantRequest, checkoutRequest);
    }

    /**
     * Returns the bytes on the wire.
     *
     * @return JSON in UTF-8; a new array
     */
    public byte[] toJson() {
        String metadata = receipt == null ? "" : """
                ,
                      "CallbackMetadata": {
                        "Item": [
                          { "Name": "Amount", "Value": %d.0 },
                          { "Name": "MpesaReceiptNumber", "Value": "%s" },
                          { "Name": "TransactionDate", "Value": 20261014101549 },
                          { "Name": "PhoneNumber", "Value": 254708374149 }
                        ]
                      }""".formatted(shillings, receipt.value());
        return """
                {
                  "Body": {
                    "stkCallback": {
                      "MerchantRequestID": "%s",
                      "CheckoutRequestID": "%s",
                      "ResultCode": %d,
                      "ResultDesc": "%s"%s
                    }
                  }
                }
                """.formatted(merchantRequest.value(), checkoutRequest.value(), resultCode, resultDescription, metadata)
                .getBytes(StandardCharsets.UTF_8);
    }
}
