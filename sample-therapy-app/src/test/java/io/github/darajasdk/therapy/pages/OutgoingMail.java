package io.github.darajasdk.therapy.pages;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.notification.Outbox.Medium;
import io.github.darajasdk.therapy.notification.Outbox.SetAside;
import io.github.darajasdk.therapy.notification.webhook.DeliveryState;
import io.github.darajasdk.therapy.notification.webhook.WebhookDelivery;
import io.github.darajasdk.therapy.notification.webhook.WebhookEvent;
import io.github.darajasdk.therapy.notification.webhook.Webhooks.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What leaves the application, in memory. Part of a {@link Practice}. */
final class OutgoingMail {

    static final UUID MESSAGE = new UUID(15, 1);
    static final UUID UNSENT = new UUID(15, 9);

    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile boolean sendingNow;

    void clear() {
        calls.clear();
        sendingNow = false;
    }

    public final class FakeOutbox {

        public List<Medium> open() {
            return List.of(Medium.MAIL);
        }

        public List<SetAside> setAside() {
            return List.of(new SetAside(
                    Medium.MAIL,
                    UNSENT,
                    8,
                    "SMTPAddressFailedException: 550 5.1.1 <•••>: Recipient address rejected: User unknown",
                    Practice.NOW.minus(Duration.ofHours(2))));
        }

        public boolean replay(Medium medium, UUID notification) {
            calls.add("replay " + medium + " " + notification);
            return true;
        }

        public void sendTest(UserId to) {
            calls.add("test to " + to);
        }
    }

    public final class FakeWebhooks {

        private final List<WebhookDelivery> deliveries = List.of(
                delivery(
                        1,
                        WebhookEvent.CASE_OPENED,
                        DeliveryState.GIVEN_UP,
                        10,
                        503,
                        "<html>Service Unavailable</html>"),
                delivery(2, WebhookEvent.DISCREPANCY_OPENED, DeliveryState.PENDING, 3, null, "timeout"),
                delivery(3, WebhookEvent.RUN_COMPLETED, DeliveryState.DELIVERED, 1, 204, ""));

        public List<Endpoint> endpoints() {
            return List.of(
                    new Endpoint(
                            "accounting", "books.example.com", EnumSet.allOf(WebhookEvent.class), Optional.empty()),
                    new Endpoint(
                            "pager",
                            "alerts.a-rather-long-name-of-a-host.example.com",
                            Set.of(WebhookEvent.CASE_OPENED),
                            Optional.of(Practice.NOW.minus(Duration.ofDays(1)))));
        }

        public List<WebhookDelivery> deliveries(Optional<DeliveryState> state) {
            return deliveries.stream()
                    .filter(one -> state.isEmpty() || state.get() == one.state())
                    .toList();
        }

        public Map<DeliveryState, Long> counts() {
            return deliveries.stream().collect(Collectors.groupingBy(WebhookDelivery::state, Collectors.counting()));
        }

        public boolean replay(UUID message, String endpoint) {
            calls.add("replay " + message + " to " + endpoint);
            return !sendingNow;
        }

        public void enable(String endpoint) {
            calls.add("enable " + endpoint);
        }

        public void sendTest() {
            calls.add("test to all");
        }

        private static WebhookDelivery delivery(
                int number, WebhookEvent event, DeliveryState state, int tries, Integer status, String answer) {
            Instant at = Practice.NOW.minus(Duration.ofHours(number));
            return new WebhookDelivery(
                    new UUID(15, number),
                    "accounting",
                    event.type(),
                    at,
                    state,
                    tries,
                    Optional.ofNullable(status),
                    Optional.of(answer),
                    Optional.of(at),
                    state == DeliveryState.PENDING
                            ? Optional.of(Practice.NOW.plus(Duration.ofMinutes(30)))
                            : Optional.empty());
        }
    }
}
