package io.github.darajasdk.therapy.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.testing.TestClock;
import io.github.darajasdk.therapy.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Identifiers carry their time, so that a table can be cut into months by its primary key alone. */
class PartitionReadyIT {

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
    private final TestClock clock = new TestClock();
    private final Ids ids = new Ids(clock);

    @Test
    void whatIsMadeLaterSortsLaterForPostgresToo() {
        List<UUID> made = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(ids.next());
            clock.advance(Duration.ofMillis(1));
        }

        List<UUID> sorted = jdbc.sql("select id from unnest(:ids::uuid[]) id order by id")
                .param("ids", made.toArray(UUID[]::new))
                .query(UUID.class)
                .list();

        assertThat(sorted).isEqualTo(made);
    }

    @Test
    void evidenceCutIntoMonthsIsFoundByItsIdInOneOfThem() {
        jdbc.sql("create table evidence_by_month (like payment_evidence including defaults including constraints,"
                        + " primary key (id)) partition by range (id)")
                .update();
        month("2026_11", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");
        month("2026_12", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z");
        UUID november = store("2026-11-30T23:59:59.999Z");
        UUID december = store("2026-12-01T00:00:00.000Z");

        assertThat(monthOf(november)).isEqualTo("evidence_2026_11");
        assertThat(monthOf(december)).isEqualTo("evidence_2026_12");
        assertThat(String.join(
                        "\n",
                        jdbc.sql("explain select * from evidence_by_month where id = '" + december + "'")
                                .query(String.class)
                                .list()))
                .contains("evidence_2026_12")
                .doesNotContain("evidence_2026_11");
    }

    private void month(String name, String from, String to) {
        jdbc.sql("create table evidence_" + name + " partition of evidence_by_month for values from ('" + lowest(from)
                        + "') to ('" + lowest(to) + "')")
                .update();
    }

    /** The lowest identifier of a moment. */
    private static UUID lowest(String moment) {
        return new UUID(Instant.parse(moment).toEpochMilli() << 16, 0);
    }

    private UUID store(String moment) {
        clock.set(Instant.parse(moment));
        UUID id = ids.next();
        jdbc.sql("""
                        insert into evidence_by_month (id, environment, merchant, source, authenticity, meaning, raw_body,
                                                       body_digest, received_at, disposition)
                        values (:id, 'SIMULATOR', '600123', 'CALLBACK', 'PAYMENT_TOKEN', 'PAID', '', '', now(), 'PENDING')""").param("id", id).update();
        return id;
    }

    private String monthOf(UUID id) {
        return jdbc.sql("select tableoid::regclass::text from evidence_by_month where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }
}
