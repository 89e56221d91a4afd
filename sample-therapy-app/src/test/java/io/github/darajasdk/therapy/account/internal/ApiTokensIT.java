package io.github.darajasdk.therapy.account.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.darajasdk.therapy.account.ApiAccess;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.testing.AppTest;
import io.github.darajasdk.therapy.testing.TestClock;
import io.github.darajasdk.therapy.testing.TestData;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Tokens of the JSON interface: which are taken, and which are not. */
@AppTest
class ApiTokensIT {

    /** Known to security alone; nothing answers here, so 404 means "let through". */
    private static final String SOMEWHERE = "/api/nothing-here";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ApiAccess access;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private TestData given;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Value("${daraja.callback.key}")
    private String callbackKey;

    @Test
    void aTokenIsGoodForTenMinutes() {
        String token = token(given.aClient());
        assertThat(status(token)).isEqualTo(404);

        clock.advance(ApiTokens.LIFE.minusSeconds(1));
        assertThat(status(token)).isEqualTo(404);

        clock.advance(Duration.ofSeconds(2));
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void aTokenThatWasSignedOutIsOfNoUseAndIsForgottenWhenItWouldHaveEnded() {
        String token = token(given.aClient());

        assertThat(web().perform(post("/api/auth/logout").header("Authorization", "Bearer " + token)))
                .hasStatus(204);

        assertThat(status(token)).isEqualTo(401);
        assertThat(tokens.forgetEnded()).isZero();
        clock.advance(ApiTokens.LIFE.plusSeconds(1));
        assertThat(tokens.forgetEnded()).isPositive();
    }

    @Test
    void theRoleIsTheOneTheUserHasNow() {
        User user = given.aClient();
        String token = token(user);
        assertThat(status(token, "/api/admin/nothing-here")).isEqualTo(403);

        jdbc.sql("update app_user set role = 'ADMIN' where id = :id")
                .param("id", user.id().value())
                .update();

        assertThat(status(token, "/api/admin/nothing-here")).isEqualTo(404);
    }

    @Test
    void theCookieOfThePagesOpensNothingHere() throws Exception {
        User user = given.aClient();
        HttpSession session = mvc.perform(SecurityMockMvcRequestBuilders.formLogin()
                        .user(user.email())
                        .password(TestData.PASSWORD))
                .andReturn()
                .getRequest()
                .getSession();

        assertThat(web().perform(get(SOMEWHERE).session((MockHttpSession) session)))
                .hasStatus(401);
    }

    @Test
    void aWrongPasswordAndTooManyOfThemAreToldApart() {
        User user = given.aClient();
        for (int i = 0; i < SignInThrottle.TRIES_PER_ACCOUNT_AND_ADDRESS; i++) {
            assertThat(login(user.email(), "wrong")).hasStatus(401).bodyText().contains("SIGN_IN_FAILED");
        }
        assertThat(login(user.email(), TestData.PASSWORD))
                .hasStatus(429)
                .bodyText()
                .contains("TOO_MANY_TRIES");
    }

    @Test
    void forgedTokensAreRefused() throws Exception {
        User user = given.aClient();
        JWTClaimsSet claims = SignedJWT.parse(token(user)).getJWTClaimsSet();
        byte[] guessed = new byte[32];

        assertThat(status(new PlainJWT(claims).serialize()))
                .as("algorithm none")
                .isEqualTo(401);
        assertThat(status(signed(claims, guessed))).as("another key").isEqualTo(401);
        String[] parts = token(user).split("\\.");
        String admin = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new JWTClaimsSet.Builder(claims)
                        .subject(UUID.randomUUID().toString())
                        .build()
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(status(parts[0] + "." + admin + "." + parts[2]))
                .as("another subject")
                .isEqualTo(401);
        assertThat(status("x".repeat(8_000))).as("long nonsense").isEqualTo(401);
    }

    @Test
    void aTokenOfOurKeyForSomethingElseIsRefused() throws Exception {
        JWTClaimsSet good = SignedJWT.parse(token(given.aClient())).getJWTClaimsSet();

        assertThat(tokens.decoder().decode(token(given.aClient()))).isNotNull();
        assertThat(refused(new JWTClaimsSet.Builder(good).audience("somebody else")))
                .isTrue();
        assertThat(refused(new JWTClaimsSet.Builder(good).issuer("somebody else")))
                .isTrue();
        assertThat(refused(new JWTClaimsSet.Builder(good).expirationTime(null))).isTrue();
        assertThat(refused(new JWTClaimsSet.Builder(good).jwtID(null))).isTrue();
        assertThat(refused(new JWTClaimsSet.Builder(good).subject("admin"))).isTrue();
        assertThat(refused(new JWTClaimsSet.Builder(good)
                        .notBeforeTime(Date.from(clock.instant().plusSeconds(60)))))
                .isTrue();
        assertThat(refused(new JWTClaimsSet.Builder(good))).as("as it was").isFalse();
    }

    private boolean refused(JWTClaimsSet.Builder claims) throws JOSEException {
        return status(signed(claims.build(), ApiTokens.derived(callbackKey).getEncoded())) == 401;
    }

    private static String signed(JWTClaimsSet claims, byte[] key) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private String token(User user) {
        return access.signIn(user.email(), TestData.PASSWORD, "127.0.0.1").token();
    }

    private MvcTestResult login(String email, String password) {
        return web().perform(post("/api/auth/login")
                .contentType("application/json")
                .content("{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}"));
    }

    private int status(String token) {
        return status(token, SOMEWHERE);
    }

    private int status(String token, String path) {
        return web().perform(get(path).header("Authorization", "Bearer " + token))
                .getResponse()
                .getStatus();
    }

    private MockMvcTester web() {
        return MockMvcTester.create(mvc);
    }
}
