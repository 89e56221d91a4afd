package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.internal.time.EastAfricaTime;
import io.github.darajasdk.internal.wire.WireObject;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From the flat C2B body to a {@link C2bPayment}. Validation and confirmation have the same fields. */
final class C2bPaymentReader {

    private static final Set<String> KNOWN = Set.of(
            "TransactionType",
            "TransID",
            "TransTime",
            "TransAmount",
            "BusinessShortCode",
            "BillRefNumber",
            "ThirdPartyTransID",
            "MSISDN",
            "FirstName",
            "MiddleName",
            "LastName");

    private C2bPaymentReader() {}

    static C2bPayment read(WireObject json, Amount maxAmount) {
        Map<String, String> others = json.allKept();
        others.keySet().removeAll(KNOWN);
        String thirdParty = json.textOrEmpty("ThirdPartyTransID");
        return new C2bPayment(
                CallbackFields.receipt(json, "TransID"),
                CallbackFields.amount(json, "TransAmount", maxAmount),
                CallbackFields.shortCode(json, "BusinessShortCode"),
                json.textOrEmpty("TransactionType"),
                json.textOrEmpty("BillRefNumber"),
                EastAfricaTime.tryParse(json.textOrEmpty("TransTime")).orElse(null),
                thirdParty.isEmpty() ? null : thirdParty,
                json.textOrEmpty("MSISDN"),
                Stream.of("FirstName", "MiddleName", "LastName")
                        .map(json::textOrEmpty)
                        .filter(name -> !name.isBlank())
                        .collect(Collectors.joining(" ")),
                Collections.unmodifiableMap(others));
    }
}
