package io.github.darajasdk.therapy.booking;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.platform.Money;
import java.time.Duration;

/** What a session costs. The same list prices the booking form and the booking. */
public interface PriceList {

    /**
     * The price of a session.
     *
     * @param length whole minutes
     * @throws IllegalArgumentException when no price is known for this therapist
     */
    Money price(UserId therapist, Duration length);

    /** Sets what 60 minutes with a therapist cost from now on; sessions already requested keep their price. */
    void setPricePerHour(UserId therapist, Money price);
}
