package io.github.darajasdk.therapy.testing;

import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/** Callbacks that a test posts itself, to the secret URL of a payment, as M-PESA would. */
@TestComponent
public class PostedCallbacks {

    private final CallbackUrls urls;
    private final HttpClient http = HttpClient.newHttpClient();

    public PostedCallbacks(CallbackUrls urls) {
        this.urls = urls;
    }

    /** The secret URL of a payment, known or not. */
    public URI url(UUID attempt) {
        return urls.create(CallbackPurpose.STK, attempt.toString().replace("-", ""));
    }

    /** Posts to the payment's URL; returns the HTTP status. */
    public int post(UUID attempt, String body) {
        HttpRequest request = HttpRequest.newBuilder(url(attempt))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Paid, as M-PESA words it. */
    public static String paid(String checkoutRequest, String merchantRequest, long amount, String receipt) {
        return """
                {"Body":{"stkCallback":{"MerchantRequestID":"%s","CheckoutRequestID":"%s","ResultCode":0,
                "ResultDesc":"The service request is processed successfully.","CallbackMetadata":{"Item":[
                {"Name":"Amount","Value":%d},{"Name":"MpesaReceiptNumber","Value":"%s"},{"Name":"Balance"},
                {"Name":"TransactionDate","Value":20261120120500},{"Name":"PhoneNumber","Value":254712345678}]}}}}""".formatted(merchantRequest, checkoutRequest, amount, receipt);
    }

    /** Not paid. */
    public static String notPaid(String checkoutRequest, String merchantRequest, int code, String description) {
        return """
                {"Body":{"stkCallback":{"MerchantRequestID":"%s","CheckoutRequestID":"%s","ResultCode":%d,
                "ResultDesc":"%s"}}}""".formatted(merchantRequest, checkoutRequest, code, description);
    }
}
