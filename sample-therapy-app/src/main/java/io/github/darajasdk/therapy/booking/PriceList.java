package io.github.darajasdk.therapy.booking;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.platform.Money;
import java.time.Duration;

/** What a session costs. The same list prices the booking form and the booking. */
public interface PriceList {

    Money price(UserId therapist, Duration length);
}
