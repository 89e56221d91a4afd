package io.github.darajasdk.therapy.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret behind the demo's callback addresses, kept beside the database: a callback that arrives after a restart
 * must still be recognised.
 */
final class CallbackKeyFile {

    private static final int BYTES = 32;

    private final Path file;

    private CallbackKeyFile(Path file) {
        this.file = file;
    }

    static CallbackKeyFile in(Path folder) {
        return new CallbackKeyFile(folder.resolve("callback.key"));
    }

    /** The key, 64 hexadecimal digits; made the first time, also when two applications start at once. */
    String readOrCreate() {
        try {
            return read();
        } catch (NoSuchFileException e) {
            return create();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the callback key in " + file.toAbsolutePath(), e);
        }
    }

    private String create() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // Readable by us alone, and complete before it has its name.
            Path complete = Files.createTempFile(file.toAbsolutePath().getParent(), "callback", ".new");
            Files.writeString(complete, HexFormat.of().formatHex(secret), StandardCharsets.US_ASCII);
            try {
                Files.createLink(file, complete);
            } catch (FileAlreadyExistsException e) {
                return read();
            } catch (UnsupportedOperationException e) {
                Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(complete);
            }
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the callback key in " + file.toAbsolutePath(), e);
        }
    }

    private String read() throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }
}
