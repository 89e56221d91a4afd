package io.github.darajasdk.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an editor shows while somebody types {@code daraja.}. */
class PropertyMetadataTests {

    static Stream<JsonNode> properties() throws IOException {
        try (InputStream metadata =
                DarajaProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode properties = new ObjectMapper().readTree(metadata).get("properties");
            return StreamSupport.stream(properties.spliterator(), false).toList().stream();
        }
    }

    @Test
    void coversEveryKeyThatAnApplicationMustSet() throws IOException {
        assertThat(properties().map(property -> property.get("name").asText()))
                .contains(
                        "daraja.environment",
                        "daraja.credentials.consumer-key",
                        "daraja.credentials.consumer-secret",
                        "daraja.merchant.type",
                        "daraja.merchant.short-code",
                        "daraja.merchant.till-number",
                        "daraja.merchant.passkey",
                        "daraja.callback.base-url",
                        "daraja.callback.key");
    }

    @ParameterizedTest
    @MethodSource("properties")
    void everyKeyHasATypeAndADescriptionInTheUsualForm(JsonNode property) {
        String name = property.get("name").asText();
        String description = property.path("description").asText();
        assertThat(property.path("type").asText()).as(name).isNotEmpty();
        assertThat(description)
                .as(name)
                .matches("[A-Z].*\\.")
                .doesNotStartWith("The ")
                .doesNotStartWith("A ")
                .doesNotContain("{@", "<");
        if (property.get("type").asText().equals("java.lang.Boolean")) {
            assertThat(description).as(name).startsWith("Whether ");
        }
        if (property.has("defaultValue")) {
            assertThat(description.toLowerCase())
                    .as("%s: the default stands in the metadata already", name)
                    .doesNotContain("default");
        }
    }
}
