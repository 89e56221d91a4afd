package io.github.darajasdk.spring.autoconfigure;

import static io.github.darajasdk.spring.autoconfigure.ConfigurationProblems.missing;

import io.github.darajasdk.Amount;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.SecurityCredential;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.spring.autoconfigure.DarajaProperties.Environment;
import io.github.darajasdk.spring.autoconfigure.DarajaProperties.MerchantType;
import io.github.darajasdk.spring.autoconfigure.DarajaProperties.NamedMerchant;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** What must be right before anything is sent. */
final class ConnectionRules {

    private static final String SANDBOX_SHORT_CODE = "174379";
    private static final String SANDBOX_PASSKEY = "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919";
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final ConfigurationProblems problems;

    ConnectionRules(ConfigurationProblems problems) {
        this.problems = problems;
    }

    void check(DarajaProperties properties) {
        checkEnvironment(properties);
        checkCredentials("daraja.credentials", properties.credentials());
        checkMerchant("daraja.merchant", properties.merchant(), properties.environment());
        properties
                .merchants()
                .forEach((name, merchant) -> checkNamedMerchant(name, merchant, properties.environment()));
        checkInitiatorCertificate(properties.initiatorCertificate());
        checkLimits(properties);
    }

    void checkNamedMerchant(String name, NamedMerchant merchant, Environment environment) {
        String prefix = "daraja.merchants." + name;
        if (!name.matches("[a-z0-9][a-z0-9-]*") || name.equals(DarajaMerchants.DEFAULT)) {
            problems.add(
                    prefix,
                    "is not usable as a name",
                    "Use lower-case letters, digits and dashes, and any word but " + DarajaMerchants.DEFAULT
                            + ", which is daraja.merchant.");
        }
        if (merchant.credentials() != null) {
            checkCredentials(prefix + ".credentials", merchant.credentials());
        }
        checkMerchant(prefix, merchant.merchant(), environment);
    }

    private void checkEnvironment(DarajaProperties properties) {
        URI baseUrl = properties.baseUrl();
        if (baseUrl == null) {
            return;
        }
        if (properties.environment() == Environment.PRODUCTION) {
            problems.add(
                    "daraja.base-url",
                    "is set together with daraja.environment=production",
                    "Remove it: production has one address. For the simulator remove daraja.environment.");
        }
        problems.accepts(
                "daraja.base-url",
                "Give the address of the simulator, for example http://localhost:8090, or remove it.",
                () -> DarajaEnvironment.custom(baseUrl));
    }

    private void checkCredentials(String prefix, DarajaProperties.Credentials credentials) {
        String cure = "Copy it from the page of your app at https://developer.safaricom.co.ke.";
        boolean key = problems.require(credentials.consumerKey(), prefix + ".consumer-key", cure);
        boolean secret = problems.require(credentials.consumerSecret(), prefix + ".consumer-secret", cure);
        if (key && secret) {
            problems.accepts(
                    prefix + ".consumer-key",
                    cure,
                    () -> Credentials.of(given(credentials.consumerKey()), given(credentials.consumerSecret())));
        }
    }

    private void checkMerchant(String prefix, DarajaProperties.Merchant merchant, Environment environment) {
        String shortCode = merchant.shortCode();
        String shortCodeCure = "Give the paybill number; for a till the number of its store or head office. The sandbox"
                + " has " + SANDBOX_SHORT_CODE + ".";
        if (problems.require(shortCode, prefix + ".short-code", shortCodeCure)) {
            problems.accepts(prefix + ".short-code", shortCodeCure, () -> ShortCode.of(given(shortCode)));
        }
        String passkeyCure = "Give the passkey that Safaricom e-mailed after go-live; for the sandbox it stands under"
                + " Simulate, M-Pesa Express on the Daraja portal.";
        problems.require(merchant.passkey(), prefix + ".passkey", passkeyCure);
        checkTill(prefix, merchant);
        checkInitiator(prefix + ".initiator", merchant.initiator());
        if (environment == Environment.PRODUCTION) {
            if (SANDBOX_SHORT_CODE.equals(shortCode)) {
                problems.add(
                        prefix + ".short-code",
                        "is the sandbox's " + SANDBOX_SHORT_CODE + " while daraja.environment=production",
                        "Give your own short code, or set daraja.environment=sandbox.");
            }
            if (SANDBOX_PASSKEY.equals(merchant.passkey())) {
                problems.add(
                        prefix + ".passkey",
                        "is the sandbox's public passkey while daraja.environment=production",
                        "Give the passkey that Safaricom e-mailed after go-live, or set daraja.environment=sandbox.");
            }
        }
    }

    private void checkTill(String prefix, DarajaProperties.Merchant merchant) {
        String till = merchant.tillNumber();
        if (merchant.type() == MerchantType.TILL) {
            String cure = "Give the number that customers type under Buy Goods, or set " + prefix + ".type=paybill.";
            if (problems.require(till, prefix + ".till-number", cure)) {
                problems.accepts(prefix + ".till-number", cure, () -> TillNumber.of(given(till)));
            }
        } else if (!missing(till)) {
            problems.add(
                    prefix + ".till-number",
                    "is set while " + prefix + ".type is paybill",
                    "Set " + prefix + ".type=till, or remove the till number.");
        }
    }

    private void checkInitiator(String prefix, DarajaProperties.Initiator initiator) {
        boolean password = !missing(initiator.password());
        boolean credential = !missing(initiator.securityCredential());
        if (missing(initiator.name()) && (password || credential)) {
            problems.add(prefix + ".name", "is missing", "Give the name of the API operator, or remove its password.");
        }
        if (!missing(initiator.name()) && !password && !credential) {
            problems.add(
                    prefix + ".password",
                    "is missing",
                    "Give the API operator's password, or its encrypted form as " + prefix + ".security-credential.");
        }
        if (password && credential) {
            problems.add(
                    prefix + ".security-credential",
                    "is set together with " + prefix + ".password",
                    "Remove one of them.");
        }
        if (credential) {
            problems.accepts(
                    prefix + ".security-credential",
                    "Give the base64 text of the encrypted password, or the password itself as " + prefix
                            + ".password.",
                    () -> SecurityCredential.of(given(initiator.securityCredential())));
        }
    }

    private void checkInitiatorCertificate(@Nullable Resource certificate) {
        if (certificate != null) {
            problems.accepts(
                    "daraja.initiator-certificate",
                    "Give the location of a PEM or DER file, for example file:/etc/daraja/certificate.pem, or remove it.",
                    () -> PropertiesDarajaConnectionDetails.certificate(certificate));
        }
    }

    private void checkLimits(DarajaProperties properties) {
        checkDuration("daraja.call-timeout", properties.callTimeout());
        checkDuration("daraja.read-call-timeout", properties.readCallTimeout());
        checkDuration("daraja.connect-timeout", properties.connectTimeout());
        checkDuration("daraja.breaker.pause", properties.breaker().pause());
        checkCount("daraja.breaker.failures", properties.breaker().failures());
        checkCount("daraja.max-concurrent-calls", properties.maxConcurrentCalls());
        problems.accepts(
                "daraja.max-payment",
                "Give whole Kenya shillings; M-PESA's own limit is 250000.",
                () -> Amount.kes(properties.maxPayment()));
    }

    private void checkDuration(String property, Duration duration) {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            problems.add(property, "is " + duration, "Give a duration from 1ms to 10m, for example 20s.");
        }
    }

    private void checkCount(String property, int count) {
        if (count < 1 || count > 10_000) {
            problems.add(property, "is " + count, "Give a number from 1 to 10000.");
        }
    }

    private static String given(@Nullable String value) {
        return Objects.requireNonNull(value).strip();
    }
}
