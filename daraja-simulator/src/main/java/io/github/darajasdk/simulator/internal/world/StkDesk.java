package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.CallbackShape;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.CustomerScript.Reaction;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.Prompt;
import io.github.darajasdk.simulator.ReceivedPush;
import io.github.darajasdk.simulator.SentCallback;
import io.github.darajasdk.simulator.Setting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What M-PESA does with a push once the gateway has let it through: the prompt, the PIN, the debit, the result, the
 * callback. All of it happens under the world's lock; only the posting of callbacks does not.
 */
public final class StkDesk {

    private static final int LONGEST_PROMPT = 182;
    private static final Duration RULE_17_WINDOW = Duration.ofMinutes(2);
    private static final Duration UNREACHABLE_AFTER = Duration.ofSeconds(14);
    private static final Duration UNREACHABLE_CALLBACK_LAG = Duration.ofSeconds(12);

    private final World world;
    private final Poster poster;
    private final Map<String, StkPush> pushes = new LinkedHashMap<>();

    StkDesk(World world, Poster poster) {
        this.world = world;
        this.poster = poster;
    }

    /**
     * Accepts a push that passed the gateway's checks.
     *
     * @param number of the push in the records
     * @param permitted whether the merchant may be paid this way; if not, the push ends in 2028
     * @return empty if the subscriber is busy and the push is refused for it
     */
    public Optional<StkPush> accept(
            ReceivedPush request, int number, OrganisationState payee, boolean permitted, Scripts.Fate fate) {
        return world.locked(() -> {
            SubscriberState subscriber = world.subscriber(request.msisdn());
            boolean busy = subscriber.isBusy() || fate.customer().reaction() == Reaction.BUSY;
            if (busy && world.settings().get(Setting.SUBSCRIBER_LOCK) == Setting.SubscriberLock.AT_ONCE) {
                return Optional.empty();
            }
            StkPush push = register(request, number, payee, fate);
            Optional<StkOutcome> early = outcomeBeforePrompt(push, permitted, busy);
            if (early.isPresent()) {
                later(push, Duration.ZERO, early.get());
            } else {
                prompt(push, subscriber);
            }
            return Optional.of(push);
        });
    }

    /** Returns the push with this identifier. */
    public Optional<StkPush> find(String checkoutRequestId) {
        return world.locked(() -> Optional.ofNullable(pushes.get(checkoutRequestId)));
    }

    /** Returns all pushes that were accepted. */
    public List<StkPush> all() {
        return world.locked(() -> List.copyOf(pushes.values()));
    }

    /** Takes back a push that ended before a restart, so that queries about it are answered. */
    public void restore(ReceivedPush request, StkOutcome outcome, @Nullable String receipt, Instant endedAt) {
        String checkoutRequestId = request.checkoutRequestId().orElseThrow();
        world.ids().taken(checkoutRequestId);
        world.organisation(request.shortCode()).ifPresent(payee -> {
            Prompt prompt = new Prompt(
                    checkoutRequestId,
                    promptText(request, payee),
                    payee.name(),
                    request.amount(),
                    request.accountReference(),
                    endedAt);
            StkPush push = new StkPush(request, payee, CustomerScript.neverEnds(), DeliveryScript.normal(), prompt);
            push.end(outcome, receipt, endedAt);
            pushes.put(checkoutRequestId, push);
            world.subscriber(request.msisdn()).remember(push);
            world.records().add(request);
        });
    }

    /** Returns the push that ended last on this number's phone. */
    public Optional<StkPush> lastEnded(String msisdn) {
        return world.locked(() -> world.subscriber(msisdn).pushes().stream()
                .filter(push -> push.outcome().isPresent())
                .max(Comparator.comparing(StkPush::endedAt)));
    }

    void clear() {
        pushes.values().forEach(push -> push.calledBack().complete(null)); // lets go who waits for a callback
        pushes.clear();
    }

    void enterPin(StkPush push, String pin, Instant at) {
        SubscriberState subscriber = world.subscriber(push.request().msisdn());
        if (subscriber.isPinLocked()) {
            end(push, StkOutcome.PIN_LOCKED, at);
        } else if (!subscriber.tryPin(pin)) {
            subscriber.receive(
                    CustomerPayments.sms(
                            at,
                            "Failed. You have entered the wrong PIN. Nothing was paid. After three wrong PINs the PIN is locked."));
            end(push, StkOutcome.WRONG_PIN, at);
        } else {
            pay(push, subscriber, at);
        }
    }

    void cancel(StkPush push, Instant at) {
        end(push, StkOutcome.CANCELLED, at);
    }

    private StkPush register(ReceivedPush request, int number, OrganisationState payee, Scripts.Fate fate) {
        String checkoutRequestId = world.ids().checkoutRequestId(request.at(), request.msisdn());
        ReceivedPush accepted = request.acceptedAs(world.ids().merchantRequestId(), checkoutRequestId);
        world.records().replace(number, accepted);
        Prompt prompt = new Prompt(
                checkoutRequestId,
                promptText(accepted, payee),
                payee.name(),
                accepted.amount(),
                accepted.accountReference(),
                world.now().plus(world.settings().get(Setting.PROMPT_LIFE)));
        StkPush push = new StkPush(accepted, payee, fate.customer(), fate.delivery(), prompt);
        pushes.put(checkoutRequestId, push);
        world.subscriber(accepted.msisdn()).remember(push);
        return push;
    }

    private static String promptText(ReceivedPush request, OrganisationState payee) {
        String account = payee.tillNumber().isPresent() ? "" : " Account no. " + request.accountReference();
        return String.format(
                Locale.ROOT,
                "Do you want to pay KES %,d to %s%s? Enter M-PESA PIN",
                request.amount(),
                payee.name(),
                account);
    }

    private Optional<StkOutcome> outcomeBeforePrompt(StkPush push, boolean permitted, boolean busy) {
        if (!permitted) {
            return Optional.of(StkOutcome.NOT_PERMITTED);
        }
        if (push.request().amount() > world.settings().get(Setting.MAX_AMOUNT)) {
            return Optional.of(StkOutcome.ABOVE_MAXIMUM);
        }
        if (busy) {
            return Optional.of(StkOutcome.SUBSCRIBER_LOCKED);
        }
        int length =
                push.prompt().text().length() + push.request().description().length();
        return length > LONGEST_PROMPT ? Optional.of(StkOutcome.PUSH_ERROR) : Optional.empty();
    }

    private void prompt(StkPush push, SubscriberState subscriber) {
        CustomerScript customer = push.customer();
        if (customer.reaction() == Reaction.PHONE_OFF) {
            later(push, UNREACHABLE_AFTER, StkOutcome.UNREACHABLE);
            return;
        }
        subscriber.show(push);
        world.timeline()
                .at(
                        push.expiresAt(),
                        due -> world.locked(() -> {
                            expire(push, subscriber, due);
                            return push;
                        }));
        if (customer.reaction() != Reaction.HUMAN && customer.reaction() != Reaction.IGNORES) {
            world.timeline()
                    .at(
                            world.now().plus(customer.delay()),
                            due -> world.locked(() -> {
                                react(push, subscriber, due);
                                return push;
                            }));
        }
    }

    private void expire(StkPush push, SubscriberState subscriber, Instant at) {
        if (push.customer().reaction() == Reaction.NEVER_ENDS) {
            subscriber.clear(push);
        } else {
            end(push, StkOutcome.NO_RESPONSE, at);
        }
    }

    private void react(StkPush push, SubscriberState subscriber, Instant at) {
        if (push.outcome().isPresent()) {
            return;
        }
        CustomerScript customer = push.customer();
        switch (customer.reaction()) {
            case APPROVES -> enterPin(push, subscriber.pin(), at);
            case WRONG_PIN -> enterPin(push, "wrong", at);
            case CANCELS -> cancel(push, at);
            case NO_MONEY -> end(push, StkOutcome.NO_MONEY, at);
            case ENDS_WITH ->
                end(
                        push,
                        StkOutcome.same(
                                customer.resultCode().orElseThrow(),
                                customer.resultDescription().orElseThrow()),
                        at);
            case IGNORES, PHONE_OFF, BUSY, NEVER_ENDS, HUMAN -> {}
        }
    }

    private void pay(StkPush push, SubscriberState subscriber, Instant at) {
        ReceivedPush request = push.request();
        if (isRuleLimited(push, subscriber, at)) {
            end(push, StkOutcome.RULE_LIMITED, at);
            return;
        }
        if (paidToday(subscriber, at) + request.amount() > world.settings().get(Setting.DAILY_LIMIT)) {
            end(push, StkOutcome.DAILY_LIMIT, at);
            return;
        }
        Optional<Transaction> paid = world.payments()
                .pay(
                        new CustomerPayments.Order(
                                subscriber,
                                push.payee(),
                                request.amount(),
                                request.accountReference(),
                                push.checkoutRequestId(),
                                push.merchantRequestId(),
                                request.at()),
                        "",
                        at);
        if (paid.isPresent()) {
            end(push, StkOutcome.PAID, paid.get().receipt(), at);
        } else {
            end(push, StkOutcome.NO_MONEY, at);
        }
    }

    private boolean isRuleLimited(StkPush push, SubscriberState subscriber, Instant at) {
        Setting.Rule17 rule = world.settings().get(Setting.RULE_17);
        if (rule == Setting.Rule17.OFF) {
            return false;
        }
        Instant since = at.minus(RULE_17_WINDOW);
        for (StkPush other : subscriber.pushes()) {
            boolean counts = rule == Setting.Rule17.EVERY_PUSH
                    || other.outcome().filter(StkOutcome::paid).isPresent();
            Instant when = rule == Setting.Rule17.EVERY_PUSH ? other.request().at() : other.endedAt();
            if (other != push && counts && when.isAfter(since) && isSamePayment(other, push)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSamePayment(StkPush one, StkPush other) {
        return one.request().amount() == other.request().amount() && one.payee() == other.payee();
    }

    private static long paidToday(SubscriberState subscriber, Instant at) {
        String day = EastAfricaTime.day(at);
        return subscriber.pushes().stream()
                .filter(push -> push.outcome().filter(StkOutcome::paid).isPresent())
                .filter(push -> EastAfricaTime.day(push.endedAt()).equals(day))
                .mapToLong(push -> push.request().amount())
                .sum();
    }

    private void later(StkPush push, Duration delay, StkOutcome outcome) {
        world.timeline()
                .at(
                        world.now().plus(delay),
                        due -> world.locked(() -> {
                            end(push, outcome, due);
                            return push;
                        }));
    }

    private void end(StkPush push, StkOutcome outcome, Instant at) {
        end(push, outcome, null, at);
    }

    private void end(StkPush push, StkOutcome outcome, @Nullable String receipt, Instant at) {
        if (push.outcome().isPresent()) {
            return;
        }
        push.end(outcome, receipt, at);
        world.subscriber(push.request().msisdn()).clear(push);
        Duration lag = outcome.equals(StkOutcome.UNREACHABLE) ? UNREACHABLE_CALLBACK_LAG : Duration.ZERO;
        callBack(push, at.plus(lag).plus(push.delivery().callbackDelay()));
    }

    /** Sends what there is to send, not before {@code due} and normally not before the push has been answered. */
    private void callBack(StkPush push, Instant due) {
        DeliveryScript delivery = push.delivery();
        CallbackShape shape = delivery.callbackShape().orElse(world.settings().get(Setting.CALLBACK_SHAPE));
        byte[] body = StkCallbackBody.write(
                push, push.outcome().orElseThrow(), push.receipt().orElse(null), push.endedAt(), shape);
        if (delivery.isCallbackLost()) {
            String text = new String(body, StandardCharsets.UTF_8);
            world.records()
                    .add(new SentCallback(due, "stk", push.request().callbackUrl(), text, -1, "lost on purpose"));
            push.calledBack().complete(null);
            return;
        }
        boolean mayOvertake =
                delivery.isCallbackFirst() || !delivery.answerHold().isZero();
        world.timeline().at(due, now -> {
            if (mayOvertake) {
                send(push, body);
            } else {
                after(push.answered(), () -> send(push, body));
            }
        });
    }

    private void send(StkPush push, byte[] body) {
        List<CompletableFuture<Poster.Answer>> copies = new ArrayList<>();
        for (int i = 0; i < push.delivery().callbackCopies(); i++) {
            copies.add(post(push, body));
        }
        CompletableFuture<Void> delivered = CompletableFuture.allOf(copies.toArray(new CompletableFuture<?>[0]));
        if (push.delivery().isContradicted()) {
            delivered =
                    delivered.thenCompose(done -> post(push, opposite(push))).thenAccept(answer -> {});
        }
        after(delivered, () -> push.calledBack().complete(null));
    }

    /** Runs {@code action} when {@code event} has come; neither it nor the posting behind it ends in an exception. */
    private static void after(CompletableFuture<Void> event, Runnable action) {
        CompletableFuture<Void> unused = event.thenRun(action);
    }

    private CompletableFuture<Poster.Answer> post(StkPush push, byte[] body) {
        Map<String, String> headers = Map.of("Businessshortcode", push.payee().shortCode());
        return poster.post("stk", push.request().callbackUrl(), headers, body);
    }

    private byte[] opposite(StkPush push) {
        boolean paid = push.receipt().isPresent();
        return StkCallbackBody.write(
                push,
                paid ? StkOutcome.CANCELLED : StkOutcome.PAID,
                paid ? null : world.ids().receipt(push.endedAt()),
                push.endedAt(),
                CallbackShape.CAPTURED);
    }
}
