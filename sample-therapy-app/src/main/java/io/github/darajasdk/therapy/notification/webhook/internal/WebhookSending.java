package io.github.darajasdk.therapy.notification.webhook.internal;

import io.github.darajasdk.therapy.notification.webhook.DeliveryState;
import io.github.darajasdk.therapy.notification.webhook.internal.WebhookClient.Answer;
import io.github.darajasdk.therapy.notification.webhook.internal.WebhookJobs.Delivery;
import io.github.darajasdk.therapy.notification.webhook.internal.WebhookStore.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries one delivery, outside any transaction, and notes how it ended in one. */
@Component
class WebhookSending {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSending.class);

    /** What follows a try that failed: three days and some hours in all. */
    static final List<Duration> GAPS = Stream.of(5L, 300L, 1800L, 7200L, 18_000L, 36_000L, 50_400L, 72_000L, 86_400L)
            .map(Duration::ofSeconds)
            .toList();

    private static final Duration LONGEST_GAP = Duration.ofDays(1);

    /** At once, in this instance. An endpoint that hangs must not keep the jobs about money from running. */
    private static final int LINES = 2;

    private static final Duration BUSY = Duration.ofSeconds(2);

    private final Semaphore lines = new Semaphore(LINES);
    private final WebhookEndpoints endpoints;
    private final WebhookStore store;
    private final WebhookClient client;
    private final TransactionTemplate transactions;
    private final Clock clock;

    WebhookSending(
            WebhookEndpoints endpoints,
            WebhookStore store,
            WebhookClient client,
            TransactionTemplate transactions,
            Clock clock) {
        this.endpoints = endpoints;
        this.store = store;
        this.client = client;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @return when to try again; empty when it is delivered or given up */
    Optional<Instant> send(Delivery delivery) {
        Optional<Due> due = store.due(delivery);
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Optional<WebhookEndpoint> endpoint = endpoints.find(delivery.endpoint());
        if (endpoint.isEmpty()) {
            store.giveUp(delivery, "the endpoint is not set up any more");
            return Optional.empty();
        }
        if (store.offSince(endpoint.get()).isPresent()) {
            store.giveUp(delivery, WebhookMessages.OFF);
            return Optional.empty();
        }
        if (!lines.tryAcquire()) {
            return Optional.of(clock.instant().plus(BUSY));
        }
        Answer answer;
        try {
            String id = "msg_" + delivery.message();
            answer = client.post(endpoint.get(), id, clock.instant(), due.get().body());
        } finally {
            lines.release();
        }
        return Optional.ofNullable(transactions.execute(
                        status -> note(delivery, endpoint.get(), due.get().tries(), answer)))
                .flatMap(next -> next);
    }

    private Optional<Instant> note(Delivery delivery, WebhookEndpoint endpoint, int triesBefore, Answer answer) {
        Instant now = clock.instant();
        if (answer.isAccepted()) {
            store.tried(delivery, answer, DeliveryState.DELIVERED, null, now);
            return Optional.empty();
        }
        if (answer.isGone()) {
            LOG.warn("{} answered 410: it is told nothing until a person lets it", endpoint);
            store.switchOff(endpoint, now);
        }
        if (answer.isGone() || triesBefore >= GAPS.size()) {
            LOG.warn("{} did not take {}: given up", endpoint, delivery.message());
            store.tried(delivery, answer, DeliveryState.GIVEN_UP, null, now);
            return Optional.empty();
        }
        Instant next = now.plus(gap(delivery, triesBefore, answer));
        LOG.info("{} did not take {} (status {}); again at {}", endpoint, delivery.message(), answer.status(), next);
        store.tried(delivery, answer, DeliveryState.PENDING, next, now);
        return Optional.of(next);
    }

    /** A tenth more at most, by the message, so that many do not come back at one moment; longer when it asks for it. */
    private static Duration gap(Delivery delivery, int triesBefore, Answer answer) {
        Duration gap = GAPS.get(triesBefore);
        long spread = Math.floorMod(delivery.hashCode(), 100);
        Duration ours = gap.plus(gap.multipliedBy(spread).dividedBy(1000));
        return answer.notBefore()
                .map(asked -> asked.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : asked)
                .filter(asked -> asked.compareTo(ours) > 0)
                .orElse(ours);
    }
}
