package io.github.darajasdk.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A web page instead of an answer, mostly from the firewall in front of Daraja, which dislikes some sources (shared or
 * foreign hosting). It proves nothing about the request: another page may have stood behind it.
 */
public final class DarajaFirewallException extends DarajaException {

    private static final long serialVersionUID = 1L;

    /** The firewall's id, if any. */
    private final @Nullable String incidentId;

    /**
     * Makes a complete exception. Public so that tests can.
     *
     * @param operation short name, for example {@code stk.push}
     * @param delivery {@code NOT_SENT} if the page answered the token request, {@code UNKNOWN} otherwise
     * @param message what happened and what to do
     * @param incidentId the firewall's id of the incident, or null
     * @param responseBody the page, or null
     */
    public DarajaFirewallException(
            String operation,
            Delivery delivery,
            String message,
            @Nullable String incidentId,
            @Nullable String responseBody) {
        super(operation, delivery, message, null, responseBody, null);
        this.incidentId = incidentId;
    }

    /**
     * Returns the firewall's id of the incident, worth quoting to Safaricom's support.
     *
     * @return the id, or empty if the page shows none
     */
    public Optional<String> incidentId() {
        return Optional.ofNullable(incidentId);
    }
}
