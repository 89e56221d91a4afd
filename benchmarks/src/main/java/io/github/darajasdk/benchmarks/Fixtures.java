package io.github.darajasdk.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The wire fixtures of the project, as bytes. */
public final class Fixtures {

    private Fixtures() {}

    public static byte[] read(String name) {
        try (InputStream fixture = Fixtures.class.getResourceAsStream("/wire/" + name)) {
            if (fixture == null) {
                throw new IllegalArgumentException("there is no wire fixture " + name);
            }
            return fixture.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
