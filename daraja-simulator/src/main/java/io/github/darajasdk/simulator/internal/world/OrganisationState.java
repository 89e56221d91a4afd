package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.Organisation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A merchant. Guarded by the world's lock. */
public final class OrganisationState implements Organisation {

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
        if (utility < 0 || working < 0) {
            throw new IllegalArgumentException("Funds are 0 shillings or more");
        }
        world.locked(() -> {
            world.setBalance(account("utility"), utility * 100, "Utility account of " + shortCode);
            world.setBalance(account("working"), working * 100, "Working account of " + shortCode);
            return this;
        });
        return this;
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
