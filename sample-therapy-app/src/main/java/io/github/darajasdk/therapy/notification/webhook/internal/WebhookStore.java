package io.github.darajasdk.therapy.notification.webhook.internal;

import io.github.darajasdk.therapy.notification.webhook.DeliveryState;
import io.github.darajasdk.therapy.notification.webhook.WebhookDelivery;
import io.github.darajasdk.therapy.notification.webhook.internal.WebhookClient.Answer;
import io.github.darajasdk.therapy.notification.webhook.internal.WebhookJobs.Delivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages and their deliveries in the database. */
@Repository
class WebhookStore {

    private static final int SHOWN = 100;

    private final JdbcClient jdbc;

    WebhookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it is new: what was told before is not told again. */
    boolean addMessage(UUID id, String eventKey, String type, String body, Instant now) {
        return jdbc.sql("""
                        insert into webhook_message (id, event_key, type, body, created_at)
                        values (:id, :key, :type, :body, :now) on conflict (event_key) do nothing""")
                        .param("id", id)
                        .param("key", eventKey)
                        .param("type", type)
                        .param("body", body)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** @param whyNot why it is not even tried; null when it is */
    void addDelivery(Delivery delivery, @Nullable String whyNot, Instant now) {
        DeliveryState state = whyNot == null ? DeliveryState.PENDING : DeliveryState.GIVEN_UP;
        jdbc.sql("""
                        insert into webhook_delivery (message_id, endpoint, state, last_answer, next_try_at)
                        values (:message, :endpoint, :state, :why, :next)""")
                .param("message", delivery.message())
                .param("endpoint", delivery.endpoint())
                .param("state", state.name())
                .param("why", whyNot)
                .param("next", whyNot == null ? at(now) : null)
                .update();
    }

    /** A delivery that is to be tried. */
    record Due(String body, int tries) {}

    Optional<Due> due(Delivery delivery) {
        return jdbc.sql("""
                        select m.body, d.tries from webhook_delivery d join webhook_message m on m.id = d.message_id
                        where d.message_id = :message and d.endpoint = :endpoint and d.state = 'PENDING'""")
                .param("message", delivery.message())
                .param("endpoint", delivery.endpoint())
                .query((row, number) -> new Due(row.getString("body"), row.getInt("tries")))
                .optional();
    }

    /**
     * Notes how a try ended.
     *
     * @param next when it is tried again; null unless it is pending
     */
    void tried(Delivery delivery, Answer answer, DeliveryState state, @Nullable Instant next, Instant now) {
        jdbc.sql("""
                        update webhook_delivery
                        set state = :state, tries = tries + 1, last_status = :status, last_answer = :answer,
                            last_tried_at = :now, next_try_at = :next
                        where message_id = :message and endpoint = :endpoint and state = 'PENDING'""")
                .param("state", state.name())
                .param("status", answer.status() == 0 ? null : answer.status())
                .param("answer", answer.text())
                .param("now", at(now))
                .param("next", next == null ? null : at(next))
                .param("message", delivery.message())
                .param("endpoint", delivery.endpoint())
                .update();
    }

    /** Ends a delivery that cannot be tried. */
    void giveUp(Delivery delivery, String why) {
        jdbc.sql("""
                        update webhook_delivery set state = 'GIVEN_UP', last_answer = :why, next_try_at = null
                        where message_id = :message and endpoint = :endpoint and state = 'PENDING'""")
                .param("why", why)
                .param("message", delivery.message())
                .param("endpoint", delivery.endpoint())
                .update();
    }

    boolean exists(Delivery delivery) {
        return jdbc.sql("select count(*) from webhook_delivery where message_id = :message and endpoint = :endpoint")
                        .param("message", delivery.message())
                        .param("endpoint", delivery.endpoint())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Begins a delivery anew; false when there is none. */
    boolean begin(Delivery delivery, Instant now) {
        return jdbc.sql("""
                        update webhook_delivery set state = 'PENDING', tries = 0, next_try_at = :now
                        where message_id = :message and endpoint = :endpoint""")
                        .param("now", at(now))
                        .param("message", delivery.message())
                        .param("endpoint", delivery.endpoint())
                        .update()
                == 1;
    }

    List<WebhookDelivery> newest(Optional<DeliveryState> state) {
        return jdbc.sql("""
                        select d.*, m.type, m.created_at
                        from webhook_delivery d join webhook_message m on m.id = d.message_id
                        where :state::text is null or d.state = :state
                        order by d.message_id desc, d.endpoint limit :shown""")
                .param("state", state.map(DeliveryState::name).orElse(null))
                .param("shown", SHOWN)
                .query(WebhookStore::row)
                .list();
    }

    Map<DeliveryState, Long> counts() {
        Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
        jdbc.sql("select state, count(*) from webhook_delivery group by state").query(row -> {
            counts.put(DeliveryState.valueOf(row.getString(1)), row.getLong(2));
        });
        return counts;
    }

    /** Since when an endpoint wants nothing at this address. */
    Optional<Instant> offSince(WebhookEndpoint endpoint) {
        return jdbc.sql("select since from webhook_endpoint_off where endpoint = :name and address_digest = :digest")
                .param("name", endpoint.name())
                .param("digest", endpoint.addressDigest())
                .query((row, number) ->
                        row.getObject("since", OffsetDateTime.class).toInstant())
                .optional();
    }

    void switchOff(WebhookEndpoint endpoint, Instant now) {
        jdbc.sql("""
                        insert into webhook_endpoint_off (endpoint, address_digest, since) values (:name, :digest, :now)
                        on conflict (endpoint) do update
                        set address_digest = excluded.address_digest, since = excluded.since""")
                .param("name", endpoint.name())
                .param("digest", endpoint.addressDigest())
                .param("now", at(now))
                .update();
    }

    void switchOn(String endpoint) {
        jdbc.sql("delete from webhook_endpoint_off where endpoint = :name")
                .param("name", endpoint)
                .update();
    }

    /** Forgets messages made before a moment that nobody waits for. */
    int forget(Instant before) {
        return jdbc.sql("""
                        delete from webhook_message m
                        where m.created_at < :before and not exists (
                            select from webhook_delivery d where d.message_id = m.id and d.state = 'PENDING')""").param("before", at(before)).update();
    }

    private static WebhookDelivery row(ResultSet row, int number) throws SQLException {
        return new WebhookDelivery(
                row.getObject("message_id", UUID.class),
                row.getString("endpoint"),
                row.getString("type"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("tries"),
                Optional.ofNullable(row.getObject("last_status", Integer.class)),
                Optional.ofNullable(row.getString("last_answer")),
                moment(row, "last_tried_at"),
                moment(row, "next_try_at"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
