package io.github.darajasdk.simulator.internal.network;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The open connections to receivers of callbacks, each used by one post at a time. Thread-safe. */
final class Connections implements AutoCloseable {

    private final Map<String, Deque<Connection>> idle = new HashMap<>();
    private final Set<Connection> all = new HashSet<>();
    private boolean closed;

    /** Returns a connection to where {@code uri} is; give it back with {@link #release} or {@link #discard}. */
    Connection take(URI uri) throws IOException {
        for (Connection kept = poll(key(uri)); kept != null; kept = poll(key(uri))) {
            if (kept.isUsable()) {
                return kept;
            }
            discard(kept);
        }
        Connection opened = Connection.open(uri, null);
        if (!remember(opened)) {
            opened.close();
            throw new IOException("the simulator was closed");
        }
        return opened;
    }

    synchronized void release(URI uri, Connection connection) {
        idle.computeIfAbsent(key(uri), key -> new ArrayDeque<>()).addFirst(connection);
    }

    void discard(Connection connection) throws IOException {
        forget(connection);
        connection.close();
    }

    private synchronized boolean remember(Connection connection) {
        return !closed && all.add(connection);
    }

    private synchronized void forget(Connection connection) {
        all.remove(connection);
    }

    private synchronized @Nullable Connection poll(String key) {
        Deque<Connection> kept = idle.get(key);
        return kept == null ? null : kept.pollFirst();
    }

    private static String key(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (Connection connection : all) {
            connection.close();
        }
        all.clear();
        idle.clear();
    }
}
