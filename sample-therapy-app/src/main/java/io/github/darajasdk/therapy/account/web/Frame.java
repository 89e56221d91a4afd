package io.github.darajasdk.therapy.account.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the frame around every page shows: who is signed in, and whether money is real. Templates use it as {@code @frame}. */
@Component("frame")
public class Frame {

    private final CurrentUser currentUser;
    private final PaymentMode mode;

    Frame(CurrentUser currentUser, PaymentMode mode) {
        this.currentUser = currentUser;
        this.mode = mode;
    }

    /** Null when nobody is signed in. */
    public @Nullable User user() {
        return currentUser.find().orElse(null);
    }

    /** Which M-PESA new payments go to. */
    public PaymentEnvironment environment() {
        return mode.environment();
    }
}
