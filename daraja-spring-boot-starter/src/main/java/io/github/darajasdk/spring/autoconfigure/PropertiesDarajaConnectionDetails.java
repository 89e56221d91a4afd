package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.InitiatorCertificate;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.SecurityCredential;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.spring.autoconfigure.DarajaProperties.Environment;
import io.github.darajasdk.spring.autoconfigure.DarajaProperties.MerchantType;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/**
 * The connection as the properties describe it. Looks at them when asked for the first thing, not before, so that an
 * application with a client of its own needs none.
 */
final class PropertiesDarajaConnectionDetails implements DarajaConnectionDetails {

    private final DarajaProperties properties;
    private final BooleanSupplier callbacksWanted;

    PropertiesDarajaConnectionDetails(DarajaProperties properties, BooleanSupplier callbacksWanted) {
        this.properties = properties;
        this.callbacksWanted = callbacksWanted;
    }

    @Override
    public DarajaEnvironment environment() {
        check();
        if (properties.baseUrl() != null) {
            return DarajaEnvironment.custom(properties.baseUrl());
        }
        return properties.environment() == Environment.PRODUCTION
                ? DarajaEnvironment.PRODUCTION
                : DarajaEnvironment.SANDBOX;
    }

    @Override
    public Credentials credentials() {
        check();
        return credentials(properties.credentials());
    }

    @Override
    public Merchant merchant() {
        check();
        return merchant(properties.merchant());
    }

    @Override
    public Optional<Initiator> initiator() {
        check();
        return initiator(properties.merchant().initiator());
    }

    @Override
    public Optional<InitiatorCertificate> initiatorCertificate() {
        check();
        return Optional.ofNullable(properties.initiatorCertificate())
                .map(PropertiesDarajaConnectionDetails::certificate);
    }

    static InitiatorCertificate certificate(Resource file) {
        try {
            return InitiatorCertificate.parse(file.getContentAsByteArray());
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read", e);
        }
    }

    static Optional<Initiator> initiator(DarajaProperties.Initiator initiator) {
        if (ConfigurationProblems.missing(initiator.name())) {
            return Optional.empty();
        }
        return Optional.of(
                ConfigurationProblems.missing(initiator.securityCredential())
                        ? Initiator.of(given(initiator.name()), given(initiator.password()))
                        : Initiator.of(
                                given(initiator.name()), SecurityCredential.of(given(initiator.securityCredential()))));
    }

    static Credentials credentials(DarajaProperties.Credentials credentials) {
        return Credentials.of(given(credentials.consumerKey()), given(credentials.consumerSecret()));
    }

    static Merchant merchant(DarajaProperties.Merchant merchant) {
        ShortCode shortCode = ShortCode.of(given(merchant.shortCode()));
        Passkey passkey = Passkey.of(given(merchant.passkey()));
        return merchant.type() == MerchantType.TILL
                ? Merchant.till(shortCode, TillNumber.of(given(merchant.tillNumber())), passkey)
                : Merchant.paybill(shortCode, passkey);
    }

    /** Names the callback's problems in the same breath, so that one start shows them all. */
    private void check() {
        ConfigurationProblems problems = new ConfigurationProblems();
        new ConnectionRules(problems).check(properties);
        if (callbacksWanted.getAsBoolean()) {
            new CallbackRules(problems).check(properties);
        }
        problems.throwIfAny();
    }

    private static String given(@Nullable String value) {
        return Objects.requireNonNull(value).strip();
    }
}
