package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.spi.AccessToken;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.therapy.testing.AllAtOnce;
import io.github.darajasdk.therapy.testing.AnotherInstance;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two instances and one token, at an M-PESA where a new token ends the one before. */
@PaymentTest
class SharedTokensIT {

    private static final String NAME = "some credentials";

    @Autowired
    private ConfigurableApplicationContext application;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private DarajaClient first;

    @Autowired
    private SharedTokens tokens;

    @Autowired
    private PaymentStory story;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void aNewTokenEndsTheOneBefore() {
        mpesa.set(Setting.NEW_TOKEN_ENDS_OLD, true);
        jdbc.sql("delete from daraja_token").update();
    }

    @AfterEach
    void asItWas() {
        mpesa.set(Setting.NEW_TOKEN_ENDS_OLD, false);
    }

    @Test
    void instancesThatStartTogetherFetchOneTokenAndNoneIsCutOff() {
        mpesa.expireTokens();
        long before = tokenRequests();
        try (AnotherInstance another = AnotherInstance.of(application)) {
            DarajaClient second = another.bean(DarajaClient.class);

            List<String> accepted = AllAtOnce.run(16, i -> () -> push(i % 2 == 0 ? first : second));

            assertThat(accepted).doesNotContainNull().doesNotHaveDuplicates();
            assertThat(tokenRequests() - before).as("token requests").isEqualTo(1);

            mpesa.expireTokens();
            List<String> again = AllAtOnce.run(16, i -> () -> push(i % 2 == 0 ? first : second));

            assertThat(again).doesNotContainNull().doesNotHaveDuplicates();
            assertThat(tokenRequests() - before)
                    .as("token requests after a token was ended")
                    .isEqualTo(2);
        }
    }

    @Test
    void whatStandsInTheDatabaseIsOfNoUseWithoutTheConsumerSecret() {
        tokens.save(NAME, token("a-very-secret-token"));

        byte[] sealed =
                jdbc.sql("select sealed from daraja_token").query(byte[].class).single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret-token");
        assertThat(tokens.load(NAME)).hasValue(token("a-very-secret-token"));

        jdbc.sql("update daraja_token set name = 'other credentials'").update();
        assertThat(tokens.load("other credentials")).as("moved to another row").isEmpty();
    }

    @Test
    void theLeaseOfAnInstanceThatDiedEndsByItself() {
        jdbc.sql("insert into daraja_token (name, lease_holder, lease_until) values (:name, :holder, :until)")
                .param("name", NAME)
                .param("holder", UUID.randomUUID())
                .param("until", Sql.at(mpesa.clock().instant().plus(SharedTokens.LEASE)))
                .update();
        mpesa.clock().advance(SharedTokens.LEASE);

        assertThat(tokens.refreshExclusively(NAME, () -> token("fresh"))).isEqualTo(token("fresh"));
    }

    @Test
    void aRefreshThatFailsLetsTheNextOneTry() {
        assertThatThrownBy(() -> tokens.refreshExclusively(NAME, () -> {
                    throw new IllegalStateException("M-PESA is away");
                }))
                .hasMessage("M-PESA is away");

        assertThat(tokens.refreshExclusively(NAME, () -> token("fresh"))).isEqualTo(token("fresh"));
    }

    private AccessToken token(String value) {
        Instant issued = Instant.parse("2026-11-20T09:00:00Z");
        return new AccessToken(value, issued, issued.plus(Duration.ofHours(1)));
    }

    private String push(DarajaClient client) {
        return client.stk()
                .push(StkPushRequest.builder()
                        .phoneNumber(Msisdn.of(story.aPhone()))
                        .amount(Amount.kes(1_500))
                        .accountReference(AccountReference.of("BK20417-1"))
                        .description("Smiling Steps")
                        .callbackUrl(URI.create("https://example.com/cb"))
                        .build())
                .checkoutRequestId()
                .value();
    }

    private long tokenRequests() {
        return mpesa.requests().stream()
                .filter(request -> request.path().startsWith("/oauth/"))
                .count();
    }
}
