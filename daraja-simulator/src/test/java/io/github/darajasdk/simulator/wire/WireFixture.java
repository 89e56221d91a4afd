package io.github.darajasdk.simulator.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The bodies of the wire, byte for byte, as {@code wire/README.md} describes them. */
public final class WireFixture {

    private WireFixture() {}

    /**
     * Returns the bytes of a fixture.
     *
     * @param name with its ending, for instance {@code stk-callback-success.json}
     * @throws IllegalArgumentException if there is no such fixture
     */
    public static byte[] bytes(String name) {
        try (InputStream in = WireFixture.class.getResourceAsStream("/wire/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("No wire fixture is called '" + name + "'");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a fixture as text. */
    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
