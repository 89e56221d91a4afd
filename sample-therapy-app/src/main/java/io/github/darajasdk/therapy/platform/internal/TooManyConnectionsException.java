package io.github.darajasdk.therapy.platform.internal;

/** All instances together could ask for more connections than the database server should give them. */
final class TooManyConnectionsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyConnectionsException(int instances, int pool, int needed, int limit, int allowed) {
        super(instances + " instance(s) with spring.datasource.hikari.maximum-pool-size = " + pool
                + ", and one more connection each to listen on, may need " + needed + " connections. The server has "
                + limit + " (max_connections), of which this application takes at most " + allowed + ".");
    }
}
