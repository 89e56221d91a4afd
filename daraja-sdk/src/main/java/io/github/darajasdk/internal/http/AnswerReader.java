package io.github.darajasdk.internal.http;

import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.error.DarajaAuthenticationException;
import io.github.darajasdk.error.DarajaFirewallException;
import io.github.darajasdk.error.DarajaProtocolException;
import io.github.darajasdk.error.DarajaRejectedException;
import io.github.darajasdk.error.DarajaThrottledException;
import io.github.darajasdk.error.DarajaTransportException;
import io.github.darajasdk.error.Delivery;
import io.github.darajasdk.internal.http.AttemptFailed.Remedy;
import io.github.darajasdk.internal.wire.WireFormatException;
import io.github.darajasdk.internal.wire.WireObject;
import java.util.Locale;
import java.util.Set;

/**
 * Decides what an HTTP answer means for the operation: by endpoint, code and message, never by status alone.
 *
 * <p>The rule for money: a short list of answers proves that the request was not taken. Everything else, known or not,
 * proves nothing.
 */
final class AnswerReader {

    private static final Set<String> TOKEN_ERRORS =
            Set.of("400.003.01", "401", "401.001", "401.002.01", "401.003.01", "404.001.03");
    private static final String VAGUE = "500.001.1001";

    private AnswerReader() {}

    /** @param tokenIsFresh whether the token has been replaced during this call already */
    static Answer read(Operation operation, Reply reply, String token, boolean tokenIsFresh) {
        String body = Redaction.withoutToken(reply.text(), token);
        if (reply.isWebPage()) {
            throw new AttemptFailed(firewall(operation, reply, body), Remedy.REPEAT_READ, true);
        }
        WireObject json = parse(operation, reply, body);
        ApiError error = ErrorBodies.read(json, reply.status(), token);
        if (error == null && reply.isSuccess()) {
            return new Answer(operation, reply.status(), json, reply.text(), null);
        }
        if (error == null) {
            error = new ApiError("", "", null, reply.status());
        }
        if (isTokenError(error)) {
            throw new AttemptFailed(tokenRefused(operation, error, body, tokenIsFresh), Remedy.FRESH_TOKEN, false);
        }
        if (operation.answers().test(error)) {
            return new Answer(operation, reply.status(), json, reply.text(), error);
        }
        throw failure(operation, error, body);
    }

    private static WireObject parse(Operation operation, Reply reply, String body) {
        String why;
        try {
            if (reply.complete()) {
                return reply.json();
            }
            why = "it is larger than " + Transport.LARGEST_ANSWER + " bytes";
        } catch (WireFormatException e) {
            why = String.valueOf(e.getMessage());
        }
        String message = operation.title() + " got HTTP " + reply.status() + " with a body that cannot be read (" + why
                + "). " + unknownAdvice(operation);
        if (reply.status() >= 500) {
            throw new AttemptFailed(
                    new DarajaTransportException(operation.name(), Delivery.UNKNOWN, message, null, body, null),
                    Remedy.REPEAT_READ,
                    true);
        }
        // A bare 401 most likely means the token, but an empty answer is no proof that money was not taken.
        boolean suspect = reply.status() == 401;
        boolean read = operation.kind() == Operation.Kind.READ;
        throw new AttemptFailed(
                new DarajaProtocolException(operation.name(), message, null, body),
                suspect ? (read ? Remedy.FRESH_TOKEN : Remedy.SUSPECT_TOKEN) : Remedy.NONE,
                true);
    }

    private static AttemptFailed failure(Operation operation, ApiError error, String body) {
        if (isRefusal(error)) {
            return new AttemptFailed(
                    new DarajaRejectedException(operation.name(), refusal(operation, error), error, body),
                    Remedy.NONE,
                    false);
        }
        boolean quota = mentions(error, "quota violation") || error.code().contains("QuotaViolation");
        if (quota || mentions(error, "spike arrest") || error.code().contains("SpikeArrestViolation")) {
            String message = operation.title() + " was not taken " + said(error) + ": "
                    + (quota ? "the app's quota is used up, back off for long" : "too many requests at once, back off");
            return new AttemptFailed(
                    new DarajaThrottledException(operation.name(), message, error, body),
                    quota ? Remedy.NONE : Remedy.REPEAT_LATER,
                    false);
        }
        String standing = mentions(error, "duplicate originatorconversationid")
                ? ". An earlier request with this id stands: look that one up"
                : "";
        String message = operation.title() + " got no usable answer " + said(error) + ": " + error.message() + standing
                + ". " + unknownAdvice(operation);
        if (error.httpStatus() == 429 && operation.kind() == Operation.Kind.READ) {
            return new AttemptFailed(
                    new DarajaThrottledException(operation.name(), message, error, body), Remedy.NONE, false);
        }
        if (error.httpStatus() >= 500 || error.httpStatus() == 429) {
            return new AttemptFailed(
                    new DarajaTransportException(operation.name(), Delivery.UNKNOWN, message, error, body, null),
                    Remedy.REPEAT_READ,
                    true);
        }
        return new AttemptFailed(
                new DarajaProtocolException(operation.name(), message, error, body), Remedy.NONE, true);
    }

    private static boolean isTokenError(ApiError error) {
        return TOKEN_ERRORS.contains(error.code()) || error.httpStatus() == 401;
    }

    /** M-PESA said no: the request or the set-up is wrong, or the customer's phone is busy. */
    private static boolean isRefusal(ApiError error) {
        if (error.code().equals(VAGUE)) {
            return isLock(error) || isMerchant(error) || isCredentials(error);
        }
        String family = error.code().isEmpty() ? String.valueOf(error.httpStatus()) : error.code();
        boolean refused = family.startsWith("400") || family.startsWith("404") || family.startsWith("405");
        return refused && error.httpStatus() < 500;
    }

    static boolean isLock(ApiError error) {
        return mentions(error, "unable to lock subscriber");
    }

    static boolean isMerchant(ApiError error) {
        return mentions(error, "merchant does not exist");
    }

    static boolean isCredentials(ApiError error) {
        return mentions(error, "wrong credentials");
    }

    private static boolean mentions(ApiError error, String text) {
        return error.message().toLowerCase(Locale.ROOT).contains(text);
    }

    private static String refusal(Operation operation, ApiError error) {
        String advice = "";
        if (isLock(error)) {
            advice = ". Another M-PESA request is open on that phone: wait at least one minute, better two";
        } else if (isMerchant(error)) {
            advice = ". The short code is not known to this product in this environment: check both";
        } else if (isCredentials(error)) {
            advice = ". Short code, passkey and environment do not belong together";
        }
        return operation.title() + " rejected " + said(error) + ": " + error.message() + advice;
    }

    private static DarajaAuthenticationException tokenRefused(
            Operation operation, ApiError error, String body, boolean tokenIsFresh) {
        return new DarajaAuthenticationException(
                operation.name(),
                operation.title() + " was refused" + (tokenIsFresh ? " even with a fresh token " : " for its token ")
                        + said(error) + ": " + error.message()
                        + (tokenIsFresh
                                ? ". Most likely this app lacks the product, or the product is of another version; add it"
                                        + " to the app on Safaricom's portal"
                                : ". It was not taken"),
                error,
                body);
    }

    private static DarajaFirewallException firewall(Operation operation, Reply reply, String body) {
        String incident = reply.incidentId();
        return new DarajaFirewallException(
                operation.name(),
                Delivery.UNKNOWN,
                operation.title() + " got a web page instead of an answer [HTTP " + reply.status() + ", incident "
                        + (incident == null ? "none" : incident) + "], probably from the firewall in front of Daraja."
                        + " If it stays, this machine's address is blocked: ask Safaricom. " + unknownAdvice(operation),
                incident,
                body);
    }

    static String said(ApiError error) {
        return "[errorCode=" + (error.code().isEmpty() ? "none" : error.code()) + ", HTTP " + error.httpStatus()
                + (error.requestId() == null ? "" : ", requestId=" + error.requestId()) + "]";
    }

    static String unknownAdvice(Operation operation) {
        return operation.kind() == Operation.Kind.MONEY
                ? "It may have been taken: do not send it again, find out"
                : "Ask again later";
    }
}
