package io.github.darajasdk.simulator.internal.http;

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
        if (!request.method().equals("POST")) {
            return errors.error(405, "405.001", request.method() + " Method Not Allowed");
        }
        if (!request.header("authorization").orElse("").startsWith("Bearer ")) {
            return errors.error(404, "404.001.04", "Invalid Authentication Header");
        }
        if (!tokens.isAuthorized(request)) {
            return errors.invalidToken();
        }
        String contentType = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!contentType.startsWith("application/json")) {
            return errors.invalid(firstField);
        }
        Optional<ObjectNode> body = Json.parseObject(request.body());
        return body.isEmpty() ? errors.error(400, "400.002.05", "Invalid Request Payload") : next.answer(body.get());
    }
}
