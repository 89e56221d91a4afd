package io.github.darajasdk.docs;

import io.github.darajasdk.spi.AccessToken;
import io.github.darajasdk.spi.TokenStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

// docs: begin token-store
/** Shares tokens between the processes of one machine, in a folder that only they can read. */
final class FileTokenStore implements TokenStore {

    private final Path folder;

    FileTokenStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<AccessToken> load(String key) {
        try {
            Path file = folder.resolve(key);
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new AccessToken(lines.get(0), Instant.parse(lines.get(1)), Instant.parse(lines.get(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // absorbed with a warning: the client goes on without the store
        }
    }

    @Override
    public void save(String key, AccessToken token) {
        try {
            Path next = Files.createTempFile(folder, key, ".new"); // readable by its owner alone
            Files.write(
                    next,
                    List.of(
                            token.value(),
                            token.issuedAt().toString(),
                            token.expiresAt().toString()));
            Files.move(next, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public AccessToken refreshExclusively(String key, Supplier<AccessToken> refresh) {
        Path file = folder.resolve(key + ".lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            return refresh.get(); // loads first, and fetches only if no other process has
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
// docs: end token-store
