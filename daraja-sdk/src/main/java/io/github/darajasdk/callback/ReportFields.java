package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultChannel;
import io.github.darajasdk.internal.time.EastAfricaTime;
import io.github.darajasdk.internal.wire.WholeShillings;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Parameters of a success as values. What cannot be read is empty: the raw text stays in the result. */
final class ReportFields {

    private final CommandResult.Succeeded result;

    ReportFields(CommandResult.Succeeded result, String what, Set<ResultChannel> channels) {
        if (!channels.contains(result.resultCode().channel())) {
            throw new IllegalArgumentException("a " + what + " is read from a result of " + channels + ", not of "
                    + result.resultCode().channel());
        }
        this.result = result;
    }

    ReceiptNumber ownReceipt() {
        return result.receiptNumber()
                .orElseThrow(() -> new IllegalStateException("a success that moved money has a receipt"));
    }

    Optional<ReceiptNumber> receipt(String key) {
        return result.parameter(key).flatMap(text -> {
            try {
                return Optional.of(ReceiptNumber.of(text));
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        });
    }

    Optional<Amount> amount(String key) {
        return result.parameter(key).flatMap(WholeShillings::ofText);
    }

    Optional<Instant> time(String key) {
        return result.parameter(key).flatMap(EastAfricaTime::tryParse);
    }

    Optional<Instant> dottedTime(String key) {
        return result.parameter(key).flatMap(EastAfricaTime::tryParseDotted);
    }

    Optional<String> text(String key) {
        return result.parameter(key);
    }
}
