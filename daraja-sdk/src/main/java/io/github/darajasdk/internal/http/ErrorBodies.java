package io.github.darajasdk.internal.http;

import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.internal.wire.WireObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The five forms in which Daraja's parts say no. */
public final class ErrorBodies {

    private ErrorBodies() {}

    /** Null if the object has none of the five forms. */
    public static @Nullable ApiError read(WireObject json, int status, @Nullable String token) {
        if (json.has("errorCode") || json.has("errorMessage")) {
            return error(json.textOrEmpty("errorCode"), json.textOrEmpty("errorMessage"), id(json), status, token);
        }
        WireObject fault = json.object("fault");
        if (fault != null) {
            WireObject detail = fault.object("detail");
            String code = detail == null ? "" : detail.textOrEmpty("errorcode");
            return error(code, fault.textOrEmpty("faultstring"), null, status, token);
        }
        ApiError soap = soapFault(json, status, token);
        if (soap != null) {
            return soap;
        }
        if (status < 400) {
            return null; // the last two forms are also those of good news
        }
        if (json.has("responseMessage")) {
            return error(
                    json.textOrEmpty("responseCode"), json.textOrEmpty("responseMessage"), id(json), status, token);
        }
        if (json.has("resmsg") || json.has("rescode")) {
            return error(json.textOrEmpty("rescode"), json.textOrEmpty("resmsg"), null, status, token);
        }
        return null;
    }

    private static @Nullable ApiError soapFault(WireObject json, int status, @Nullable String token) {
        WireObject at = json;
        for (String name : List.of("Envelope", "Body", "Fault")) {
            at = at.object(name);
            if (at == null) {
                return null;
            }
        }
        return error(at.textOrEmpty("faultcode"), at.textOrEmpty("faultstring"), null, status, token);
    }

    private static @Nullable String id(WireObject json) {
        String id = json.text("requestId");
        return id == null ? json.text("requestRefId") : id;
    }

    private static ApiError error(
            String code, String message, @Nullable String requestId, int status, @Nullable String token) {
        return new ApiError(
                Redaction.line(code, token),
                Redaction.line(message, token),
                requestId == null ? null : Redaction.line(requestId, token),
                status);
    }
}
