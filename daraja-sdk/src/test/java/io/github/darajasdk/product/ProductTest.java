package io.github.darajasdk.product;

import static io.github.darajasdk.TestDaraja.client;
import static io.github.darajasdk.TestDaraja.fixture;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.SecurityCredential;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.WireFixtures;
import java.io.IOException;
import java.net.URI;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the products share: a server, a client with an initiator, and the comparison with the wire. */
abstract class ProductTest {

    static final ObjectMapper JSON = new ObjectMapper();
    static final URI RESULT_URL = URI.create("https://pay.example.co.ke/hooks/result/5d0c81");
    static final URI TIMEOUT_URL = URI.create("https://pay.example.co.ke/hooks/timeout/5d0c81");

    @StartStop
    final MockWebServer server = new MockWebServer();

    DarajaClient client;

    @BeforeEach
    void open() throws IOException {
        String credential = JSON.readTree(WireFixtures.bytes("b2c-request-v1.json"))
                .get("SecurityCredential")
                .asText();
        client = client(server)
                .initiator(Initiator.of("testapi", SecurityCredential.of(credential)))
                .build();
        server.enqueue(token());
    }

    @AfterEach
    void close() {
        client.close();
    }

    void answer(int status, String fixture) {
        server.enqueue(fixture(status, fixture));
    }

    /** Compares path and body with what the documentation shows; the token request before it is skipped. */
    void assertSent(String path, String fixture) throws Exception {
        RecordedRequest request = server.takeRequest();
        if ("GET".equals(request.getMethod())) {
            request = server.takeRequest();
        }
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo(path);
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getBody()).isNotNull();
        JsonNode sent = JSON.readTree(request.getBody().toByteArray());
        assertThat(sent).isEqualTo(JSON.readTree(WireFixtures.bytes(fixture)));
    }

    static ShortCode shortCode(String fixture, String field) throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(WireFixtures.bytes(fixture));
        return ShortCode.of(body.get(field).asText());
    }
}
