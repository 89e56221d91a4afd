package io.github.darajasdk.therapy.notification.webhook;

import java.util.Optional;
import java.util.stream.Stream;

/** What other systems can be told. Each message carries ids and figures, never a name, a phone or an e-mail address. */
public enum WebhookEvent {
    /** Both books were compared. */
    RUN_COMPLETED("reconciliation.run.completed"),
    /** A comparison has failed several times; it is still tried. */
    RUN_FAILED("reconciliation.run.failed"),
    /** A person stopped a comparison. */
    RUN_CANCELLED("reconciliation.run.cancelled"),
    /** A comparison found something that does not agree and was not told before. */
    DISCREPANCY_OPENED("discrepancy.opened"),
    /** Something needs a person. */
    CASE_OPENED("case.opened"),
    /** It needs nobody any more. */
    CASE_RESOLVED("case.resolved"),
    /** A person wanted to see whether messages arrive. */
    TEST("webhook.test");

    private final String type;

    WebhookEvent(String type) {
        this.type = type;
    }

    /** As it stands in the message. */
    public String type() {
        return type;
    }

    public static Optional<WebhookEvent> ofType(String type) {
        return Stream.of(values()).filter(event -> event.type.equals(type)).findFirst();
    }
}
