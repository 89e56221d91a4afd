package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.Organisation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A merchant. Guarded by the world's lock. */
public final class OrganisationState implements Organisation {

    /** The most an organisation's account can be set to, in shillings. */
    public static final long MAX_FUNDS = 1_000_000_000_000L;

    private final World world;
    private final String shortCode;
    private final @Nullable String tillNumber;
    private final String passkey;
    private String name;
    private @Nullable C2bUrls c2bUrls;

    OrganisationState(World world, String shortCode, @Nullable String tillNumber, String name, String passkey) {
        this.world = world;
        this.shortCode = shortCode;
        this.tillNumber = tillNumber;
        this.name = name;
        this.passkey = passkey;
    }

    @Override
    public String shortCode() {
        return shortCode;
    }

    @Override
    public Optional<String> tillNumber() {
        return Optional.ofNullable(tillNumber);
    }

    @Override
    public String name() {
        return world.locked(() -> name);
    }

    @Override
    public Organisation name(String newName) {
        Objects.requireNonNull(newName, "newName");
        world.locked(() -> name = newName);
        return this;
    }

    @Override
    public String passkey() {
        return passkey;
    }

    @Override
    public long balance() {
        return Math.floorDiv(world.book().balance(collectionAccount()), 100);
    }

    @Override
    public Organisation funds(long utility, long working) {
        if (Math.min(utility, working) < 0 || Math.max(utility, working) > MAX_FUNDS) {
            throw new IllegalArgumentException(
                    "Funds are 0 to 1,000,000,000,000 shillings, but were " + utility + " and " + working);
        }
        funds("utility", utility);
        funds("working", working);
        return this;
    }

    /** Sets what stands in one account, {@code utility} or {@code working}; the other stays as it is. */
    public void funds(String kind, long shillings) {
        String owner = Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " account of " + shortCode;
        world.locked(() -> {
            world.setBalance(account(kind), shillings * 100, owner);
            return this;
        });
    }

    /** Returns the number that customers pay to. */
    public String payableNumber() {
        return tillNumber == null ? shortCode : tillNumber;
    }

    /** Returns {@code 600992 - NAME}. */
    public String party() {
        return payableNumber() + " - " + name();
    }

    /** Returns the account that customers' money lands in. */
    public String collectionAccount() {
        return account(tillNumber == null ? "utility" : "merchant");
    }

    /** Returns an account of this organisation: {@code utility}, {@code working}, {@code charges}, {@code merchant}. */
    public String account(String kind) {
        return "organisation:" + shortCode + ":" + kind;
    }

    /** Returns where payments are reported, if it registered for that. */
    public Optional<C2bUrls> c2bUrls() {
        return world.locked(() -> Optional.ofNullable(c2bUrls));
    }

    /** Decides where payments are reported. */
    public void register(C2bUrls urls) {
        world.locked(() -> c2bUrls = urls);
    }
}
