package io.github.darajasdk.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;

/** Bodies as seen on the wire, byte for byte. */
final class WireBody {

    private WireBody() {}

    static byte[] of(String name) throws IOException {
        try (InputStream bytes = WireBody.class.getResourceAsStream("/wire/" + name)) {
            assertThat(bytes).as("wire fixture %s", name).isNotNull();
            return bytes.readAllBytes();
        }
    }
}
