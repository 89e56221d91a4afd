package io.github.darajasdk.therapy.account.internal;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.ApiAccess;
import io.github.darajasdk.therapy.account.SignInRefusedException;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Tokens of the JSON interface: JWT, HMAC-SHA256 and nothing else, ten minutes. The key is derived from the callback
 * key, which all instances share and the database does not hold. A token names its user alone: the role is the one the
 * user has when it is used.
 */
@Component
class ApiTokens implements ApiAccess {

    static final Duration LIFE = Duration.ofMinutes(10);

    private static final String SELF = "smiling-steps";
    private static final String AUDIENCE = "smiling-steps-api";
    private static final String PURPOSE = "tokens of the JSON interface, version 1";

    private final PasswordAuthentication passwords;
    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;
    private final JwtEncoder encoder;
    private final JwtDecoder decoder;

    ApiTokens(
            PasswordAuthentication passwords,
            Accounts accounts,
            JdbcClient jdbc,
            Ids ids,
            Clock clock,
            Environment settings) {
        this.passwords = passwords;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        SecretKey key = derived(settings.getRequiredProperty("daraja.callback.key"));
        this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(key));
        this.decoder = decoder(key);
    }

    static SecretKey derived(String secret) {
        try {
            Mac derivation = Mac.getInstance("HmacSHA256");
            derivation.init(new SecretKeySpec(secret.strip().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new SecretKeySpec(derivation.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)), "HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    private JwtDecoder decoder(SecretKey key) {
        NimbusJwtDecoder checking = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
        time.setClock(clock);
        OAuth2TokenValidator<Jwt> whole = token -> isWhole(token)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error("invalid_token", "the token is not one of this interface", null));
        checking.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(List.of(time, new JwtIssuerValidator(SELF), whole)));
        return checking;
    }

    private static boolean isWhole(Jwt token) {
        return token.getExpiresAt() != null
                && token.getAudience() != null
                && token.getAudience().equals(List.of(AUDIENCE))
                && uuid(token.getId()) != null
                && uuid(token.getSubject()) != null;
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null || text.length() != 36 ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public Grant signIn(String email, String password, String address) {
        UsernamePasswordAuthenticationToken request =
                UsernamePasswordAuthenticationToken.unauthenticated(email, password);
        request.setDetails(new WebAuthenticationDetails(address, null));
        String user;
        try {
            user = passwords.authenticate(request).getName();
        } catch (LockedException e) {
            throw new SignInRefusedException(true);
        } catch (BadCredentialsException e) {
            throw new SignInRefusedException(false);
        }
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .id(ids.next().toString())
                .issuer(SELF)
                .audience(List.of(AUDIENCE))
                .subject(user)
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .build();
        String token = encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).build(), claims))
                .getTokenValue();
        return new Grant(token, now.plus(LIFE));
    }

    JwtDecoder decoder() {
        return decoder;
    }

    /** The user a valid token names. */
    AbstractAuthenticationToken authentication(Jwt token) {
        UUID id = UUID.fromString(token.getId());
        User user = accounts.find(new UserId(UUID.fromString(token.getSubject())))
                .filter(known -> !isSignedOut(id))
                .orElseThrow(() -> new InvalidBearerTokenException("the token was signed out"));
        UsernamePasswordAuthenticationToken known = UsernamePasswordAuthenticationToken.authenticated(
                SignedInUser.of(user), null, List.of(new SimpleGrantedAuthority("ROLE_" + user.role())));
        known.setDetails(token);
        return known;
    }

    private boolean isSignedOut(UUID token) {
        return jdbc.sql("select exists (select from signed_out_token where id = :id)")
                .param("id", token)
                .query(Boolean.class)
                .single();
    }

    @Override
    public void signOut() {
        Authentication present = SecurityContextHolder.getContext().getAuthentication();
        if (present == null || !(present.getDetails() instanceof Jwt token)) {
            throw new IllegalStateException("this request came without a token");
        }
        Instant end = token.getExpiresAt();
        jdbc.sql("insert into signed_out_token (id, expires_at) values (:id, :end) on conflict do nothing")
                .param("id", UUID.fromString(token.getId()))
                .param("end", (end == null ? clock.instant().plus(LIFE) : end).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Tokens that have ended need no remembering. */
    int forgetEnded() {
        return jdbc.sql("delete from signed_out_token where expires_at < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
