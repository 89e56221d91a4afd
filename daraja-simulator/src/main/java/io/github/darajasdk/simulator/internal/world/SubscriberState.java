package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.Phone;
import io.github.darajasdk.simulator.Prompt;
import io.github.darajasdk.simulator.Subscriber;
import io.github.darajasdk.simulator.TextMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A subscriber and the phone in their hand. Guarded by the world's lock. */
public final class SubscriberState implements Subscriber, Phone {

    private static final int WRONG_PINS_UNTIL_LOCK = 3;
    /** The most a subscriber can own, in shillings. */
    public static final long MAX_BALANCE = 500_000;

    private final World world;
    private final String msisdn;
    private String name;
    private String pin = "1234";
    private int wrongPins;
    private @Nullable CustomerScript script;
    private @Nullable StkPush openPush;
    private @Nullable Instant simSwappedAt;
    private final List<StkPush> pushes = new ArrayList<>();
    private final List<TextMessage> messages = new ArrayList<>();

    SubscriberState(World world, String msisdn, String name) {
        this.world = world;
        this.msisdn = msisdn;
        this.name = name;
    }

    @Override
    public String msisdn() {
        return msisdn;
    }

    @Override
    public String name() {
        return world.locked(() -> name);
    }

    @Override
    public Subscriber name(String newName) {
        Objects.requireNonNull(newName, "newName");
        world.locked(() -> name = newName);
        return this;
    }

    @Override
    public String pin() {
        return world.locked(() -> pin);
    }

    @Override
    public Subscriber pin(String newPin) {
        if (!newPin.matches("\\d{4}")) {
            throw new IllegalArgumentException("A PIN is four digits");
        }
        world.locked(() -> {
            pin = newPin;
            wrongPins = 0;
            return this;
        });
        return this;
    }

    @Override
    public long balance() {
        return Math.floorDiv(world.book().balance(account()), 100);
    }

    @Override
    public Subscriber balance(long shillings) {
        if (shillings < 0 || shillings > MAX_BALANCE) {
            throw new IllegalArgumentException("A balance is 0 to 500,000 shillings, but was " + shillings);
        }
        world.locked(() -> {
            world.setBalance(account(), shillings * 100, "Balance of " + name);
            return this;
        });
        return this;
    }

    @Override
    public Optional<Instant> simSwappedAt() {
        return world.locked(() -> Optional.ofNullable(simSwappedAt));
    }

    @Override
    public Subscriber simSwappedAt(Instant at) {
        Objects.requireNonNull(at, "at");
        world.locked(() -> simSwappedAt = at);
        return this;
    }

    @Override
    public boolean isPinLocked() {
        return world.locked(() -> wrongPins >= WRONG_PINS_UNTIL_LOCK);
    }

    @Override
    public Subscriber unlockPin() {
        world.locked(() -> wrongPins = 0);
        return this;
    }

    @Override
    public Optional<CustomerScript> script() {
        return world.locked(() -> Optional.ofNullable(script));
    }

    @Override
    public Subscriber script(CustomerScript newScript) {
        Objects.requireNonNull(newScript, "newScript");
        world.locked(() -> script = newScript);
        return this;
    }

    @Override
    public Phone phone() {
        return this;
    }

    @Override
    public Optional<Prompt> prompt() {
        return world.locked(() -> {
            StkPush push = openPush;
            return push == null || !world.now().isBefore(push.expiresAt())
                    ? Optional.empty()
                    : Optional.of(push.prompt());
        });
    }

    @Override
    public void enterPin(String typed) {
        world.locked(() -> {
            world.stk().enterPin(promptedPush(), typed, world.now());
            return this;
        });
    }

    @Override
    public void cancel() {
        world.locked(() -> {
            world.stk().cancel(promptedPush(), world.now());
            return this;
        });
    }

    @Override
    public List<TextMessage> messages() {
        return world.locked(() -> {
            List<TextMessage> newestFirst = new ArrayList<>(messages);
            Collections.reverse(newestFirst);
            return List.copyOf(newestFirst);
        });
    }

    private StkPush promptedPush() {
        StkPush push = openPush;
        if (push == null || !world.now().isBefore(push.expiresAt())) {
            throw new IllegalStateException("There is no prompt on the phone: it was answered, or it expired");
        }
        return push;
    }

    // What follows is called with the world's lock held.

    /** Returns this subscriber's account in the book. */
    public String account() {
        return "subscriber:" + msisdn;
    }

    /** Returns {@code 254712345678 - NAME}. */
    public String party() {
        return msisdn + " - " + name;
    }

    void remember(StkPush push) {
        pushes.add(push);
    }

    /** Returns every push this subscriber was sent, oldest first. */
    List<StkPush> pushes() {
        return pushes;
    }

    void show(StkPush push) {
        openPush = push;
    }

    void clear(StkPush push) {
        if (openPush == push) {
            openPush = null;
        }
    }

    boolean isBusy() {
        return openPush != null && world.now().isBefore(openPush.expiresAt());
    }

    /** Puts a message on the phone. */
    public void receive(TextMessage message) {
        messages.add(message);
    }

    /** Compares the PIN and counts the wrong ones; false when wrong. */
    boolean tryPin(String typed) {
        if (typed.equals(pin)) {
            wrongPins = 0;
            return true;
        }
        wrongPins++;
        return false;
    }
}
