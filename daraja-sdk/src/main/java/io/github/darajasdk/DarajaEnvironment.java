package io.github.darajasdk;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which Daraja to talk to: Safaricom's sandbox, production, or any other address such as a simulator. */
public final class DarajaEnvironment {

    /** Safaricom's public sandbox. A real Safaricom phone that is prompted from there is really charged. */
    public static final DarajaEnvironment SANDBOX =
            new DarajaEnvironment("sandbox", URI.create("https://sandbox.safaricom.co.ke"));

    /** Production: real money. */
    public static final DarajaEnvironment PRODUCTION =
            new DarajaEnvironment("production", URI.create("https://api.safaricom.co.ke"));

    private final String name;
    private final URI baseUri;

    private DarajaEnvironment(String name, URI baseUri) {
        this.name = name;
        this.baseUri = baseUri;
    }

    /**
     * Any other Daraja, such as the simulator.
     *
     * @param baseUri absolute http or https address with a host and without query or fragment; plain http is accepted
     *     towards this machine only
     * @return the environment, named {@code custom}
     * @throws IllegalArgumentException if the address is not of that form
     */
    public static DarajaEnvironment custom(URI baseUri) {
        String scheme = baseUri.getScheme() == null ? "" : baseUri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web
                || baseUri.getHost() == null
                || baseUri.getRawQuery() != null
                || baseUri.getRawFragment() != null
                || baseUri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "Daraja base address must look like https://host[:port][/path], without user, query or fragment");
        }
        if (scheme.equals("http") && !isLoopback(baseUri.getHost())) {
            throw new IllegalArgumentException("Daraja base address must be https: plain http would send the consumer"
                    + " secret in clear. Only this machine (localhost, 127.0.0.1, [::1]) may be reached by http");
        }
        String text = baseUri.toString();
        return new DarajaEnvironment(
                "custom", text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : baseUri);
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /**
     * Returns the name.
     *
     * @return {@code sandbox}, {@code production} or {@code custom}
     */
    public String name() {
        return name;
    }

    /**
     * Returns the base address, without a slash at its end.
     *
     * @return the address that every path is appended to
     */
    public URI baseUri() {
        return baseUri;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DarajaEnvironment that && name.equals(that.name) && baseUri.equals(that.baseUri);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + baseUri.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + baseUri + ")";
    }
}
