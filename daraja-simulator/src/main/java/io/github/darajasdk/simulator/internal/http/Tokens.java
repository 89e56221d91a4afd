package io.github.darajasdk.simulator.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code GET /oauth/v1/generate}: makes tokens, and knows which are alive. Thread-safe. */
public final class Tokens implements Endpoint {

    private final World world;
    private final Errors errors;
    private final Map<String, String> secrets;
    private final Map<String, Token> alive = new ConcurrentHashMap<>();

    /**
     * Creates the endpoint.
     *
     * @param secrets consumer secret by consumer key
     */
    public Tokens(World world, Errors errors, Map<String, String> secrets) {
        this.world = world;
        this.errors = errors;
        this.secrets = Map.copyOf(secrets);
    }

    @Override
    public Reply answer(WireRequest request) {
        if (!request.method().equals("GET")) {
            return errors.error(405, "405.001", request.method() + " Method Not Allowed");
        }
        Optional<String> consumerKey = consumerKey(request);
        if (consumerKey.isEmpty()) {
            return errors.error(400, "400.008.01", "Invalid Authentication passed");
        }
        if (!request.parameter("grant_type").equals(Optional.of("client_credentials"))) {
            return errors.error(400, "400.008.02", "Invalid grant type passed");
        }
        return Reply.json(200, grant(consumerKey.get()));
    }

    /** Returns whether the request carries a token that is alive. */
    boolean isAuthorized(WireRequest request) {
        String authorization = request.header("authorization").orElse("");
        if (!authorization.startsWith("Bearer ")) {
            return false;
        }
        Token token = alive.get(authorization.substring("Bearer ".length()).strip());
        return token != null && world.now().isBefore(token.expiresAt);
    }

    /** Ends every token, as an early expiry would. */
    public void expireAll() {
        alive.clear();
    }

    private Optional<String> consumerKey(WireRequest request) {
        String authorization = request.header("authorization").orElse("");
        if (!authorization.startsWith("Basic ")) {
            return Optional.empty();
        }
        String pair;
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring("Basic ".length()).strip());
            pair = new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String key = pair.substring(0, colon);
        return pair.substring(colon + 1).equals(secrets.get(key)) ? Optional.of(key) : Optional.empty();
    }

    private ObjectNode grant(String consumerKey) {
        Instant now = world.now();
        long seconds = world.settings().get(Setting.TOKEN_LIFE).toSeconds();
        alive.values().removeIf(token -> !now.isBefore(token.expiresAt));
        if (world.settings().get(Setting.NEW_TOKEN_ENDS_OLD)) {
            alive.values().removeIf(token -> token.consumerKey.equals(consumerKey));
        }
        String text = world.ids().token();
        alive.put(text, new Token(consumerKey, now.plusSeconds(seconds)));

        ObjectNode body = Json.object();
        body.put("access_token", text);
        if (world.settings().get(Setting.EXPIRES_IN_AS_NUMBER)) {
            body.put("expires_in", seconds);
        } else {
            body.put("expires_in", Long.toString(seconds));
        }
        return body;
    }

    private record Token(String consumerKey, Instant expiresAt) {}
}
