package io.github.darajasdk.organisation;

import io.github.darajasdk.PartyType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The name behind a short code or till. Thread-safe. Implemented by the SDK; an application implements it only as a
 * double in tests, and must expect new methods.
 */
public interface OrganisationApi {

    /**
     * Asks who it is, before paying. Changes nothing, so it is repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes, at any time; it only reads, and the SDK repeats it by itself when the network
     * fails.
     *
     * <p><b>Has the customer paid?</b> This has nothing to do with payments.
     *
     * @param type a short code or a till
     * @param number its digits
     * @return the organisation, or empty if there is none of that number
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    Optional<Organisation> lookUp(PartyType type, String number);

    /**
     * Does what {@link #lookUp} does on the client's executor.
     *
     * @param type a short code or a till
     * @param number its digits
     * @return completes as {@link #lookUp} returns, or exceptionally with what it throws
     */
    CompletableFuture<Optional<Organisation>> lookUpAsync(PartyType type, String number);
}
