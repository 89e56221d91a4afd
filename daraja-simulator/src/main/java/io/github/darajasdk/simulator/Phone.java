package io.github.darajasdk.simulator;

import java.util.List;
import java.util.Optional;

/** A subscriber's phone, for tests that play the customer. Thread-safe. */
public interface Phone {

    /** {@return the prompt on the screen, empty when there is none} */
    Optional<Prompt> prompt();

    /**
     * Types a PIN into the prompt and sends it. A wrong one ends the payment with 2001.
     *
     * @param pin four digits
     * @throws IllegalStateException if there is no prompt, for instance because it has expired
     */
    void enterPin(String pin);

    /**
     * Dismisses the prompt, which ends the payment with 1032.
     *
     * @throws IllegalStateException if there is no prompt
     */
    void cancel();

    /** {@return the messages received, newest first} */
    List<TextMessage> messages();
}
