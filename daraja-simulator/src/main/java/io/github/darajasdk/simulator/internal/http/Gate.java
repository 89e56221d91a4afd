package io.github.darajasdk.simulator.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.world.Json;
import java.util.Locale;
import java.util.Optional;

/** What the gateway checks before a product sees a request: method, token, content type, JSON. */
public final class Gate {

    /** Answers a request that passed. */
    @FunctionalInterface
    public interface Next {
        /** Returns the answer. */
        Reply answer(ObjectNode body) throws InterruptedException;
    }

    /** Answers a request that passed, whose body may be an array. */
    @FunctionalInterface
    public interface NextAny {
        /** Returns the answer. */
        Reply answer(JsonNode body) throws InterruptedException;
    }

    private final Tokens tokens;
    private final Errors errors;

    /** Creates the gate. */
    public Gate(Tokens tokens, Errors errors) {
        this.tokens = tokens;
        this.errors = errors;
    }

    /**
     * Lets a request through, or refuses it.
     *
     * @param firstField the field that a wrong content type is blamed on, misleading as that is
     */
    public Reply admit(WireRequest request, String firstField, Next next) throws InterruptedException {
        Optional<Reply> refusal =
                refuse(request).or(() -> isJson(request) ? Optional.empty() : Optional.of(errors.invalid(firstField)));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<ObjectNode> body = Json.parseObject(request.body());
        return body.isEmpty() ? invalidPayload() : next.answer(body.get());
    }

    /** Lets a request through whose body may be an array, or refuses it. */
    public Reply admitAny(WireRequest request, NextAny next) throws InterruptedException {
        Optional<Reply> refusal = refuse(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<JsonNode> body = isJson(request) ? Json.parse(request.body()) : Optional.empty();
        return body.isEmpty() ? invalidPayload() : next.answer(body.get());
    }

    private Optional<Reply> refuse(WireRequest request) {
        if (!request.method().equals("POST")) {
            return Optional.of(errors.error(405, "405.001", request.method() + " Method Not Allowed"));
        }
        String authorization = request.header("authorization").orElse("");
        if (!authorization.startsWith("Bearer ")) {
            return Optional.of(errors.error(404, "404.001.04", "Invalid Authentication Header"));
        }
        return tokens.isAuthorized(request)
                ? Optional.empty()
                : Optional.of(invalidToken(request.path(), authorization.substring("Bearer ".length())));
    }

    /** Each family of products refuses a token in words of its own. */
    private Reply invalidToken(String path, String token) {
        if (path.startsWith("/mpesa/stk") || path.startsWith("/mpesa/reversal/")) {
            return errors.invalidToken();
        }
        if (path.startsWith("/mpesa/c2b/")) {
            return errors.error(400, "400.003.01", "Invalid Access Token");
        }
        if (path.startsWith("/mpesa/")) {
            return errors.error(401, "401.002.01", "Error Occurred - Invalid Access Token - " + token);
        }
        if (path.startsWith("/pulltransactions/")) {
            return errors.error(401, "401.001", "Error Occurred - Invalid Access Token - ");
        }
        return errors.error(401, "401", "Unauthorized - Invalid Access Token");
    }

    private static boolean isJson(WireRequest request) {
        return request.header("content-type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/json");
    }

    private Reply invalidPayload() {
        return errors.error(400, "400.002.05", "Invalid Request Payload");
    }
}
