package io.github.darajasdk.internal.http;

import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.internal.wire.WireObject;
import java.time.Duration;
import java.util.Set;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at DEBUG what went over the wire. Values are shown only for members known to be harmless; of all others the name
 * alone, so a member that Safaricom invents tomorrow cannot leak.
 */
final class WireLog {

    private static final Logger log = LoggerFactory.getLogger(WireLog.class);

    private static final Set<String> HARMLESS = Set.of(
            "BusinessShortCode",
            "TransactionType",
            "CommandID",
            "Timestamp",
            "Amount",
            "ResponseCode",
            "ResponseDescription",
            "ResultCode",
            "ResultDesc",
            "MerchantRequestID",
            "ConversationID",
            "OriginatorConversationID",
            "requestId",
            "errorCode",
            "errorMessage");

    private WireLog() {}

    static void sent(Operation operation, WireObject body, int attempt) {
        if (log.isDebugEnabled()) {
            log.debug("{} -> POST {} (attempt {}) {}", operation.name(), operation.path(), attempt, shown(body));
        }
    }

    static void received(Operation operation, int status, WireObject body, Duration took) {
        if (log.isDebugEnabled()) {
            log.debug("{} <- {} in {} ms {}", operation.name(), status, took.toMillis(), shown(body));
        }
    }

    static void failed(Operation operation, RuntimeException failure, Duration took) {
        if (log.isDebugEnabled()) {
            log.debug(
                    "{} <- failed in {} ms: {}",
                    operation.name(),
                    took.toMillis(),
                    CallbackUrls.mask(Redaction.line(String.valueOf(failure.getMessage()), null)));
        }
    }

    private static String shown(WireObject body) {
        StringJoiner members = new StringJoiner(", ", "{", "}");
        body.allKept()
                .forEach((name, value) -> members.add(
                        HARMLESS.contains(name)
                                ? name + "=" + Redaction.line(value, null)
                                : Redaction.line(name, null) + "=…"));
        return members.toString();
    }
}
