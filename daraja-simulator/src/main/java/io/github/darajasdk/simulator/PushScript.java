package io.github.darajasdk.simulator;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What shall happen to the push that {@link DarajaSimulator#nextPush} or {@link DarajaSimulator#when} speaks of. What is
 * not said follows the subscriber and the weather. Thread-safe.
 */
public final class PushScript {

    private final PushMatch match;
    private volatile @Nullable CustomerScript customer;
    private volatile @Nullable DeliveryScript delivery;

    PushScript(PushMatch match) {
        this.match = match;
    }

    /**
     * Creates a script for the pushes that {@code match} describes.
     *
     * @param match which pushes are meant
     * @return such a match
     */
    public static PushScript forPushes(PushMatch match) {
        return new PushScript(Objects.requireNonNull(match, "match"));
    }

    /**
     * Decides what the customer does.
     *
     * @param script what is to happen
     * @return such a customer
     */
    public PushScript customer(CustomerScript script) {
        this.customer = Objects.requireNonNull(script, "script");
        return this;
    }

    /**
     * Decides what the network does.
     *
     * @param script what is to happen
     * @return such a network
     */
    public PushScript delivery(DeliveryScript script) {
        this.delivery = Objects.requireNonNull(script, "script");
        return this;
    }

    /** {@return which pushes this speaks of} */
    public PushMatch match() {
        return match;
    }

    /** {@return what the customer does, if said} */
    public Optional<CustomerScript> customer() {
        return Optional.ofNullable(customer);
    }

    /** {@return what the network does, if said} */
    public Optional<DeliveryScript> delivery() {
        return Optional.ofNullable(delivery);
    }

    @Override
    public String toString() {
        CustomerScript saidCustomer = customer;
        DeliveryScript saidDelivery = delivery;
        String what = saidCustomer == null ? "" : "the customer " + saidCustomer;
        if (saidDelivery != null) {
            what += (what.isEmpty() ? "" : "; ") + saidDelivery;
        }
        return match + ": " + (what.isEmpty() ? "as usual" : what);
    }
}
