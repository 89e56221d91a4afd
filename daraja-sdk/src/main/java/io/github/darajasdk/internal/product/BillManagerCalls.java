package io.github.darajasdk.internal.product;

import io.github.darajasdk.billmanager.BillManagerAnswer;
import io.github.darajasdk.billmanager.BillManagerApi;
import io.github.darajasdk.billmanager.BillManagerKey;
import io.github.darajasdk.billmanager.BillManagerOptIn;
import io.github.darajasdk.billmanager.BillManagerOptedIn;
import io.github.darajasdk.billmanager.BillReceipt;
import io.github.darajasdk.billmanager.Invoice;
import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.error.DarajaRejectedException;
import io.github.darajasdk.internal.check.Checks;
import io.github.darajasdk.internal.client.Core;
import io.github.darajasdk.internal.http.Answer;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.http.Payload;
import io.github.darajasdk.internal.wire.WireObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Bill Manager over the wire. */
public final class BillManagerCalls implements BillManagerApi {

    private static final String KEY_HEADER = "appKey";
    private static final String DONE = "200";
    private static final String CONFLICT = "409";
    private static final int MOST_AT_ONCE = 1000;

    private final Core core;

    public BillManagerCalls(Core core) {
        this.core = core;
    }

    private Operation read(String name, String path) {
        return Operation.read("bill." + name, "Bill Manager", core.settings().billManagerPath() + "/" + path)
                .answeringWith(BillManagerCalls::isConflict);
    }

    /** What customers get messages about is not repeated, as if it were money. */
    private Operation once(String name, String path) {
        return Operation.money("bill." + name, "Bill Manager", core.settings().billManagerPath() + "/" + path)
                .answeringWith(BillManagerCalls::isConflict);
    }

    /** Whether a conflict comes with status 200 or 409 is not known. */
    private static boolean isConflict(ApiError error) {
        return error.code().equals(CONFLICT);
    }

    @Override
    public BillManagerOptedIn optIn(BillManagerOptIn optIn) {
        Answer answer = core.pipeline().send(read("opt-in", "optin"), body(optIn));
        String message = answer.json().textOrEmpty("resmsg");
        if (CONFLICT.equals(answer.json().codeText("rescode"))) {
            return new BillManagerOptedIn(true, Optional.empty(), message);
        }
        answer.accepted("rescode", "resmsg", DONE);
        return new BillManagerOptedIn(false, Optional.of(answer.required("app_key", BillManagerKey::of)), message);
    }

    @Override
    public CompletableFuture<BillManagerOptedIn> optInAsync(BillManagerOptIn optIn) {
        return core.async().run(() -> optIn(optIn));
    }

    @Override
    public BillManagerAnswer changeOptIn(BillManagerKey key, BillManagerOptIn optIn) {
        return send(read("change-opt-in", "change-optin-details"), key, Payload.of(body(optIn)));
    }

    @Override
    public CompletableFuture<BillManagerAnswer> changeOptInAsync(BillManagerKey key, BillManagerOptIn optIn) {
        return core.async().run(() -> changeOptIn(key, optIn));
    }

    private WireObject body(BillManagerOptIn optIn) {
        return WireObject.create()
                .put(
                        "shortcode",
                        optIn.shortCode()
                                .orElse(core.settings().merchant().shortCode())
                                .value())
                .put("email", optIn.email())
                .put("officialContact", local(optIn.officialContact().value()))
                .put("sendReminders", optIn.sendReminders() ? "1" : "0")
                .put("logo", optIn.logo().orElse(""))
                .put("callbackurl", optIn.callbackUrl().toString());
    }

    /** This product writes numbers the local way. */
    private static String local(String msisdn) {
        return "0" + msisdn.substring(3);
    }

    @Override
    public BillManagerAnswer sendInvoice(BillManagerKey key, Invoice invoice) {
        return send(once("invoice", "single-invoicing"), key, Payload.of(body(invoice)));
    }

    @Override
    public CompletableFuture<BillManagerAnswer> sendInvoiceAsync(BillManagerKey key, Invoice invoice) {
        return core.async().run(() -> sendInvoice(key, invoice));
    }

    @Override
    public BillManagerAnswer sendInvoices(BillManagerKey key, List<Invoice> invoices) {
        requireSome(invoices);
        return send(
                once("invoices", "bulk-invoicing"),
                key,
                Payload.ofList(invoices.stream().map(BillManagerCalls::body).toList()));
    }

    @Override
    public CompletableFuture<BillManagerAnswer> sendInvoicesAsync(BillManagerKey key, List<Invoice> invoices) {
        List<Invoice> copy = List.copyOf(invoices);
        return core.async().run(() -> sendInvoices(key, copy));
    }

    private static void requireSome(List<?> list) {
        if (list.isEmpty() || list.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("1 to " + MOST_AT_ONCE + " invoices at once, not " + list.size());
        }
    }

    private static WireObject body(Invoice invoice) {
        WireObject body = WireObject.create()
                .put("externalReference", invoice.externalReference())
                .put("billedFullName", invoice.billedName())
                .put("billedPhoneNumber", local(invoice.billedPhoneNumber().value()))
                .put("billedPeriod", invoice.period())
                .put("invoiceName", invoice.name())
                .put("dueDate", invoice.dueDate().toString())
                .put("accountReference", invoice.accountReference())
                .put("amount", String.valueOf(invoice.amount().shillings()));
        return body.put(
                "invoiceItems",
                invoice.items().stream()
                        .map(item -> WireObject.create()
                                .put("itemName", item.name())
                                .put("amount", String.valueOf(item.amount().shillings())))
                        .toList());
    }

    @Override
    public BillManagerAnswer acknowledge(BillManagerKey key, BillReceipt receipt) {
        WireObject body = WireObject.create()
                .put("paymentDate", receipt.paymentDate().toString())
                .put("paidAmount", String.valueOf(receipt.amount().shillings()))
                .put("accountReference", receipt.accountReference())
                .put("transactionId", receipt.receiptNumber().value())
                .put("phoneNumber", local(receipt.phoneNumber().value()))
                .put("fullName", receipt.fullName())
                .put("invoiceName", receipt.invoiceName())
                .put("externalReference", receipt.externalReference());
        return send(once("acknowledge", "reconciliation"), key, Payload.of(body));
    }

    @Override
    public CompletableFuture<BillManagerAnswer> acknowledgeAsync(BillManagerKey key, BillReceipt receipt) {
        return core.async().run(() -> acknowledge(key, receipt));
    }

    @Override
    public BillManagerAnswer cancelInvoice(BillManagerKey key, String externalReference) {
        return send(read("cancel", "cancel-single-invoice"), key, Payload.of(reference(externalReference)));
    }

    @Override
    public CompletableFuture<BillManagerAnswer> cancelInvoiceAsync(BillManagerKey key, String externalReference) {
        return core.async().run(() -> cancelInvoice(key, externalReference));
    }

    @Override
    public BillManagerAnswer cancelInvoices(BillManagerKey key, List<String> externalReferences) {
        requireSome(externalReferences);
        return send(
                read("cancel-several", "cancel-bulk-invoices"),
                key,
                Payload.ofList(externalReferences.stream()
                        .map(BillManagerCalls::reference)
                        .toList()));
    }

    @Override
    public CompletableFuture<BillManagerAnswer> cancelInvoicesAsync(
            BillManagerKey key, List<String> externalReferences) {
        List<String> copy = List.copyOf(externalReferences);
        return core.async().run(() -> cancelInvoices(key, copy));
    }

    private static WireObject reference(String externalReference) {
        return WireObject.create()
                .put("externalReference", Checks.words(externalReference, "external reference", 1, 50));
    }

    private BillManagerAnswer send(Operation operation, BillManagerKey key, Payload payload) {
        Answer answer = core.pipeline().send(operation, payload.with(KEY_HEADER, key.value()));
        String message = answer.json().textOrEmpty("Status_Message");
        if (CONFLICT.equals(answer.json().codeText("rescode"))) {
            throw new DarajaRejectedException(
                    operation.name(),
                    "Bill Manager refused it [rescode=" + CONFLICT + "]: " + message,
                    new ApiError(CONFLICT, message, null, answer.status()),
                    answer.text());
        }
        answer.accepted("rescode", "resmsg", DONE);
        return new BillManagerAnswer(message.isEmpty() ? answer.json().textOrEmpty("resmsg") : message, answer.text());
    }
}
