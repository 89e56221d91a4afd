package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.Prompt;
import io.github.darajasdk.simulator.ReceivedPush;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An accepted push: what was asked, and how it ended once it has. Guarded by the world's lock. */
public final class StkPush {

    /** How a push ends whose prompt was on a phone when the simulator stopped. */
    public static final StkOutcome LOST_IN_RESTART = StkOutcome.NO_RESPONSE;

    private final ReceivedPush request;
    private final OrganisationState payee;
    private final CustomerScript customer;
    private final DeliveryScript delivery;
    private final Prompt prompt;
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private final CompletableFuture<Void> calledBack = new CompletableFuture<>();
    private @Nullable StkOutcome outcome;
    private @Nullable String receipt;
    private @Nullable Instant endedAt;

    StkPush(
            ReceivedPush request,
            OrganisationState payee,
            CustomerScript customer,
            DeliveryScript delivery,
            Prompt prompt) {
        this.request = request;
        this.payee = payee;
        this.customer = customer;
        this.delivery = delivery;
        this.prompt = prompt;
    }

    /** Returns what was asked. */
    public ReceivedPush request() {
        return request;
    }

    /** Returns the identifier of the merchant's request. */
    public String merchantRequestId() {
        return request.merchantRequestId().orElseThrow();
    }

    /** Returns the identifier that queries are asked by. */
    public String checkoutRequestId() {
        return prompt.checkoutRequestId();
    }

    /** Returns what the network does to it. */
    public DeliveryScript delivery() {
        return delivery;
    }

    /** Returns how it ended, empty while it is open. */
    public Optional<StkOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Returns the receipt, if money moved. */
    public Optional<String> receipt() {
        return Optional.ofNullable(receipt);
    }

    /** Completes when the caller has its answer, or will never get one. */
    public CompletableFuture<Void> answered() {
        return answered;
    }

    /** Completes when the callback has been delivered, or never will be. */
    public CompletableFuture<Void> calledBack() {
        return calledBack;
    }

    /** Returns who would be paid. */
    public OrganisationState payee() {
        return payee;
    }

    CustomerScript customer() {
        return customer;
    }

    Prompt prompt() {
        return prompt;
    }

    Instant expiresAt() {
        return prompt.expiresAt();
    }

    /** Returns when it ended; when it came, while it is open. */
    public Instant endedAt() {
        return endedAt == null ? request.at() : endedAt;
    }

    void end(StkOutcome how, @Nullable String newReceipt, Instant at) {
        outcome = how;
        receipt = newReceipt;
        endedAt = at;
    }
}
