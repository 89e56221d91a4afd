package io.github.darajasdk.therapy.platform.internal;

import io.github.darajasdk.therapy.platform.LiveUpdates;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Announces changes with NOTIFY. All topics of a transaction go out in one statement right before it commits; PostgreSQL
 * delivers them when it has.
 */
final class PostgresLiveUpdates implements LiveUpdates {

    static final String CHANNEL = "live";
    private static final int LONGEST_TOPIC = 100;

    private final JdbcClient jdbc;
    private final LiveStreams streams;

    PostgresLiveUpdates(JdbcClient jdbc, LiveStreams streams) {
        this.jdbc = jdbc;
        this.streams = streams;
    }

    @Override
    public void changed(String topic) {
        Assert.isTrue(!topic.isBlank() && topic.length() <= LONGEST_TOPIC, "a topic has 1 to 100 characters");
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            announce(Set.of(topic));
            return;
        }
        TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(AtCommit.class::isInstance)
                .map(AtCommit.class::cast)
                .filter(atCommit -> atCommit.owner() == this)
                .findAny()
                .orElseGet(this::register)
                .topics
                .add(topic);
    }

    @Override
    public SseEmitter stream(String... topics) {
        return streams.open(Set.of(topics));
    }

    private AtCommit register() {
        AtCommit atCommit = new AtCommit();
        TransactionSynchronizationManager.registerSynchronization(atCommit);
        return atCommit;
    }

    private void announce(Set<String> topics) {
        jdbc.sql("select pg_notify(:channel, topic) from unnest(:topics) as topic")
                .param("channel", CHANNEL)
                .param("topics", topics.toArray(String[]::new))
                .query((row, number) -> number)
                .list();
    }

    private final class AtCommit implements TransactionSynchronization {

        private final Set<String> topics = new LinkedHashSet<>();

        PostgresLiveUpdates owner() {
            return PostgresLiveUpdates.this;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            announce(topics);
        }
    }
}
