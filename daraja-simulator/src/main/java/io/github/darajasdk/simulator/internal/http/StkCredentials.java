package io.github.darajasdk.simulator.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The three fields that STK push and query are signed with: short code, timestamp, password. */
final class StkCredentials {

    static final Pattern SHORT_CODE = Pattern.compile("\\d{5,7}");

    private final World world;
    private final Errors errors;

    StkCredentials(World world, Errors errors) {
        this.world = world;
        this.errors = errors;
    }

    /** Returns the refusal of a field that is not well-formed. */
    Optional<Reply> refuseFields(ObjectNode body) {
        if (!SHORT_CODE.matcher(Json.text(body, "BusinessShortCode")).matches()) {
            return Optional.of(errors.invalid("BusinessShortCode"));
        }
        if (Json.text(body, "Password").isEmpty()) {
            return Optional.of(errors.invalid("Password"));
        }
        if (EastAfricaTime.parseStamp(Json.text(body, "Timestamp")).isEmpty()) {
            return Optional.of(errors.invalid("Timestamp"));
        }
        return Optional.empty();
    }

    /** Returns the refusal of a merchant who does not exist or did not make this password. */
    Optional<Reply> refuseMerchant(ObjectNode body) {
        Optional<OrganisationState> merchant = world.organisation(Json.text(body, "BusinessShortCode"));
        if (merchant.isEmpty()) {
            return Optional.of(errors.error(500, "500.001.1001", "Merchant does not exist"));
        }
        String expected = merchant.get().shortCode() + merchant.get().passkey() + Json.text(body, "Timestamp");
        return decode(Json.text(body, "Password")).equals(expected)
                ? Optional.empty()
                : Optional.of(errors.error(500, "500.001.1001", "Wrong credentials"));
    }

    private static String decode(String password) {
        try {
            return new String(Base64.getDecoder().decode(password), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // not base64, so it is no password of anybody
        }
    }
}
