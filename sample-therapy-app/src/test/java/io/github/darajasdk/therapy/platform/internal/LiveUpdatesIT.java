package io.github.darajasdk.therapy.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.therapy.testing.Eventually;
import io.github.darajasdk.therapy.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Two instances on one database: what one announces, the pages of the other hear. */
class LiveUpdatesIT {

    private final TestDatabase database = TestDatabase.fresh();
    private final DataSource source = database.dataSource();
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    private final Instance here = new Instance();
    private final Instance there = new Instance();

    @BeforeEach
    void start() {
        here.listener.start();
        there.listener.start();
        Eventually.assertThatEventually(
                this::listening, count -> assertThat(count).isEqualTo(2));
    }

    @AfterEach
    void stop() {
        here.listener.stop();
        there.listener.stop();
    }

    @Test
    @Tag("property-16")
    void aChangeIsHeardOnEveryInstanceByThoseWhoAskedForIt() {
        Page asked = there.open("session:1", "client:1");
        Page askedHere = here.open("client:1");
        Page other = there.open("session:2");

        here.updates.changed("client:1");

        asked.hears("client:1");
        askedHere.hears("client:1");
        assertThat(other.heard).isEmpty();
    }

    @Test
    void aChangeIsAnnouncedOnlyWhenItsTransactionHasCommitted() {
        Page page = there.open("session:1", "session:2");

        transactions.executeWithoutResult(status -> {
            here.updates.changed("session:1");
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(status -> {
            here.updates.changed("session:2");
            here.updates.changed("session:2");
        });

        page.hears("session:2");
        assertThat(page.heard).as("once, and nothing of what was rolled back").containsExactly("session:2");
    }

    @Test
    void afterTheConnectionBrokeEveryPageLooksAgain() throws SQLException {
        Page page = there.open("session:1");

        breakAllListeners();

        page.hears("session:1");
        Eventually.assertThatEventually(
                this::listening, count -> assertThat(count).isEqualTo(2));
        page.heard.clear();
        here.updates.changed("session:1");
        page.hears("session:1");
    }

    @Test
    void aPageThatIsGoneIsForgotten() {
        Page page = there.open("session:1");
        page.gone = true;

        here.updates.changed("session:1");

        Eventually.assertThatEventually(
                there.streams::size, size -> assertThat(size).isZero());
    }

    @Test
    void noMorePagesThanAllowedAreKept() {
        for (int i = 0; i < Instance.MOST; i++) {
            here.open("session:1");
        }

        assertThatThrownBy(() -> here.updates.stream("session:1"))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("503");
    }

    @Test
    void anIdleStreamGetsACommentNowAndThen() {
        Page page = here.open("session:1");

        here.streams.heartbeat();

        Eventually.assertThatEventually(
                () -> page.comments, comments -> assertThat(comments).isNotEmpty());
        assertThat(page.heard).isEmpty();
    }

    private int listening() {
        return JdbcClient.create(source)
                .sql(
                        "select count(*) from pg_stat_activity where datname = current_database() and query = 'listen live'")
                .query(Integer.class)
                .single();
    }

    private void breakAllListeners() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and query = 'listen live'");
        }
    }

    private final class Instance {

        static final int MOST = 5;

        final LiveStreams streams = new LiveStreams(new SimpleAsyncTaskExecutor(), MOST, 60_000);
        final PostgresLiveUpdates updates = new PostgresLiveUpdates(JdbcClient.create(source), streams);
        final LiveListener listener = new LiveListener(details(), streams, Duration.ofMinutes(1));

        Page open(String... topics) {
            Page page = new Page();
            streams.add(page, Set.of(topics));
            return page;
        }

        private JdbcConnectionDetails details() {
            return new JdbcConnectionDetails() {
                @Override
                public String getJdbcUrl() {
                    return database.url();
                }

                @Override
                public String getUsername() {
                    return database.user();
                }

                @Override
                public String getPassword() {
                    return "";
                }
            };
        }
    }

    /** A browser's side of a stream. */
    private static final class Page extends SseEmitter {

        final List<String> heard = new CopyOnWriteArrayList<>();
        final List<String> comments = new CopyOnWriteArrayList<>();
        volatile boolean gone;

        @Override
        public void send(SseEventBuilder event) {
            if (gone) {
                throw new IllegalStateException("the connection is closed");
            }
            String text = event.build().stream()
                    .map(part -> String.valueOf(part.getData()))
                    .reduce("", String::concat);
            if (text.startsWith(":")) {
                comments.add(text);
            } else {
                assertThat(text).startsWith("event:changed\n");
                heard.add(
                        text.substring(text.indexOf("data:") + "data:".length()).strip());
            }
        }

        void hears(String topic) {
            Eventually.assertThatEventually(() -> heard, all -> assertThat(all).contains(topic));
        }
    }
}
