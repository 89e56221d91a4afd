package io.github.darajasdk.simulator.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.internal.world.Identifiers;
import io.github.darajasdk.simulator.internal.world.Json;
import java.nio.charset.StandardCharsets;

/** The refusals of the gateway, word for word. */
public final class Errors {

    private final Identifiers ids;

    /** Creates refusals that are numbered by {@code ids}. */
    public Errors(Identifiers ids) {
        this.ids = ids;
    }

    /** The normal envelope. */
    public Reply error(int status, String code, String message) {
        return errorAbout(ids.requestId(), status, code, message);
    }

    /** The normal envelope with a {@code requestId} of the caller's own. */
    public Reply errorAbout(String requestId, int status, String code, String message) {
        ObjectNode body = Json.object();
        body.put("requestId", requestId);
        body.put("errorCode", code);
        body.put("errorMessage", message);
        return Reply.json(status, body);
    }

    /** HTTP 400 for a field that does not pass. */
    public Reply invalid(String field) {
        return error(400, "400.002.02", "Bad Request - Invalid " + field);
    }

    /** HTTP 404 for a token that is absent, unknown or dead. */
    public Reply invalidToken() {
        return error(404, "404.001.03", "Invalid Access Token");
    }

    /** What the gateway says in a fault. */
    public Reply of(GatewayFault fault) {
        return switch (fault) {
            case HTML_503 -> Reply.html(503, firewallPage());
            case HTML_403 -> Reply.html(403, firewallPage());
            case EMPTY_MESSAGE -> error(500, "500.001.1001", "");
            case INTERNAL_ERROR -> error(500, "500.001.1001", "Internal Server Error");
            case SYSTEM_BUSY -> error(500, "500.003.02", "System is busy. Please try again in few minutes.");
            case SPIKE_ARREST -> error(500, "500.003.02", "Error Occurred: Spike Arrest Violation");
            case QUOTA -> error(500, "500.003.03", "Error Occurred: Quota Violation");
            case MAINTENANCE ->
                error(500, "500.002.1001", "Service is currently under maintenance. Please try again later");
            case TOO_MANY_REQUESTS ->
                fault(
                        429,
                        "Spike arrest violation. Allowed rate : MessageRate{messagesPerPeriod=10,"
                                + " periodInMicroseconds=1000000, maxBurstMessageCount=1.0}",
                        "policies.ratelimit.SpikeArrestViolation",
                        "");
            case UNAVAILABLE ->
                fault(
                        503,
                        "The Service is temporarily unavailable",
                        "messaging.adaptors.http.flow.ServiceUnavailable",
                        "TARGET_CONNECT_TIMEOUT");
            case GATEWAY_TIMEOUT ->
                fault(504, "Gateway Timeout", "messaging.adaptors.http.flow.GatewayTimeout", "TARGET_READ_TIMEOUT");
            case INVALID_TOKEN -> invalidToken();
            case MALFORMED ->
                Reply.of(
                        200,
                        "application/json;charset=UTF-8",
                        "{\"MerchantRequestID\":\"7e1c-4a9b-b3d2-5f60c8".getBytes(StandardCharsets.UTF_8));
            case EMPTY_BODY -> Reply.of(200, "application/json;charset=UTF-8", new byte[0]);
            case EMPTY_400 -> Reply.of(400, "application/json;charset=UTF-8", new byte[0]);
            case EMPTY_404 -> Reply.of(404, "application/json;charset=UTF-8", new byte[0]);
            case NO_PRODUCT ->
                error(
                        401,
                        "401.003.01",
                        "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found");
            case SOAP_FAULT -> soapFault();
            case CUT_CONNECTION, HANG -> Reply.cut();
        };
    }

    private static Reply soapFault() {
        ObjectNode body = Json.object();
        body.putObject("Envelope")
                .putObject("Body")
                .putObject("Fault")
                .put("faultcode", "env:Server")
                .put("faultstring", "Service error");
        return Reply.json(500, body);
    }

    private static Reply fault(int status, String text, String code, String reason) {
        ObjectNode body = Json.object();
        ObjectNode fault = body.putObject("fault");
        fault.put("faultstring", text);
        ObjectNode detail = fault.putObject("detail");
        detail.put("errorcode", code);
        if (!reason.isEmpty()) {
            detail.put("reason", reason);
        }
        return Reply.json(status, body);
    }

    private String firewallPage() {
        String incident = ids.incidentId();
        return "<html style=\"height:100%\"><head><META NAME=\"ROBOTS\" CONTENT=\"NOINDEX, NOFOLLOW\">"
                + "<meta name=\"format-detection\" content=\"telephone=no\">"
                + "<meta name=\"viewport\" content=\"initial-scale=1.0\"></head>"
                + "<body style=\"margin:0px;height:100%\"><iframe id=\"main-iframe\" src=\"/_Incapsula_Resource?"
                + "incident_id=" + incident + "&edet=22\" frameborder=0 width=\"100%\" height=\"100%\">"
                + "Request unsuccessful. Incapsula incident ID: " + incident + "</iframe></body></html>";
    }
}
