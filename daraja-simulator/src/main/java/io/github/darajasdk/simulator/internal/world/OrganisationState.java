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

    /** Returns the number that customers pay to. */
    public String payableNumber() {
        return tillNumber == null ? shortCode : tillNumber;
    }

    /** Returns the account that customers' money lands in. */
    public String collectionAccount() {
        return "organisation:" + shortCode + (tillNumber == null ? ":utility" : ":merchant");
    }
}
