package io.github.darajasdk.therapy.notification.webhook.internal;

import io.github.darajasdk.therapy.notification.webhook.WebhookEvent;
import io.github.darajasdk.therapy.payment.review.CaseEvent;
import io.github.darajasdk.therapy.payment.review.CaseEvent.CaseOpened;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.ItemFilter;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.Outcome;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunEvent;
import io.github.darajasdk.therapy.reconciliation.RunEvent.RunCancelled;
import io.github.darajasdk.therapy.reconciliation.RunEvent.RunFinished;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Turns what happened into messages, inside the transaction in which it happened. */
@Component
class WebhookListener {

    /** A run that finds more tells so many one by one; its own message has the count. */
    static final int MOST_DISCREPANCIES = 100;

    private static final ItemFilter DISAGREE = new ItemFilter(disagreeing());

    private final WebhookMessages messages;
    private final Reconciliation reconciliation;
    private final PaymentCases cases;

    WebhookListener(WebhookMessages messages, Reconciliation reconciliation, PaymentCases cases) {
        this.messages = messages;
        this.reconciliation = reconciliation;
        this.cases = cases;
    }

    private static Set<MatchRule> disagreeing() {
        Set<MatchRule> rules = EnumSet.noneOf(MatchRule.class);
        rules.addAll(MatchRule.of(Outcome.DISCREPANCY));
        rules.addAll(MatchRule.of(Outcome.ONLY_AT_MPESA));
        rules.addAll(MatchRule.of(Outcome.ONLY_HERE));
        return rules;
    }

    @EventListener
    void on(RunEvent event) {
        WebhookEvent told = told(event);
        boolean details = event instanceof RunFinished && messages.isWanted(WebhookEvent.DISCREPANCY_OPENED);
        if (!details && !messages.isWanted(told)) {
            return;
        }
        Run run = reconciliation.find(event.runId()).orElseThrow();
        String cause = event instanceof RunCancelled
                ? run.id() + " " + event.at()
                : run.id().toString();
        messages.tell(told, cause, event.at(), run(run));
        if (details) {
            reconciliation.items(run.id(), DISAGREE, 0, MOST_DISCREPANCIES).forEach(item -> tell(run, item, event));
        }
    }

    private static WebhookEvent told(RunEvent event) {
        if (event instanceof RunFinished) {
            return WebhookEvent.RUN_COMPLETED;
        }
        return event instanceof RunCancelled ? WebhookEvent.RUN_CANCELLED : WebhookEvent.RUN_FAILED;
    }

    /** The same disagreement found by a later run was told already. */
    private void tell(Run run, Item item, RunEvent event) {
        @Nullable
        String receipt = item.mpesa()
                .map(Item.MpesaSide::receipt)
                .or(() -> item.ours().flatMap(Item.OurSide::receipt))
                .orElse(null);
        @Nullable
        String attempt =
                item.ours().flatMap(Item.OurSide::attempt).map(Object::toString).orElse(null);
        Map<String, Object> data = books(run);
        data.put("itemNumber", item.number());
        data.put("rule", item.rule());
        data.put("outcome", item.outcome());
        data.put("at", item.at().toString());
        put(data, "receipt", receipt);
        put(data, "attemptId", attempt);
        put(
                data,
                "sessionId",
                item.ours().flatMap(Item.OurSide::session).map(Object::toString).orElse(null));
        put(data, "mpesaCents", item.mpesa().map(Item.MpesaSide::cents).orElse(null));
        put(data, "ourCents", item.ours().map(Item.OurSide::cents).orElse(null));
        String cause = run.books().environment() + " " + run.books().merchant() + " " + item.rule() + " "
                + (receipt == null ? attempt : receipt);
        messages.tell(WebhookEvent.DISCREPANCY_OPENED, cause, event.at(), data);
    }

    @EventListener
    void on(CaseEvent event) {
        WebhookEvent told = event instanceof CaseOpened ? WebhookEvent.CASE_OPENED : WebhookEvent.CASE_RESOLVED;
        if (!messages.isWanted(told)) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", event.environment());
        data.put("caseId", event.caseId().toString());
        data.put("kind", event.kind());
        cases.find(event.caseId()).ifPresent(found -> {
            put(data, "sessionId", found.session().map(Object::toString).orElse(null));
            put(data, "attemptId", found.attempt().map(Object::toString).orElse(null));
            put(data, "receipt", found.receipt().orElse(null));
            put(
                    data,
                    "amountKes",
                    found.amount().map(amount -> amount.shillings()).orElse(null));
            data.put("openedAt", found.openedAt().toString());
        });
        messages.tell(told, event.caseId().toString(), event.at(), data);
    }

    private static Map<String, Object> run(Run run) {
        Map<String, Object> data = books(run);
        data.put("trigger", run.trigger());
        data.put("state", run.state());
        data.put("from", run.period().from().toString());
        data.put("to", run.period().to().toString());
        data.put("sources", run.sources());
        Map<String, Object> outcomes = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome.name(), run.count(outcome));
        }
        data.put("outcomes", outcomes);
        data.put("disagreements", run.toLookAt());
        data.put("mpesaCents", run.mpesaCents());
        data.put("ourCents", run.ourCents());
        return data;
    }

    private static Map<String, Object> books(Run run) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", run.books().environment());
        data.put("shortCode", run.books().merchant());
        data.put("runId", run.id().value());
        return data;
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
