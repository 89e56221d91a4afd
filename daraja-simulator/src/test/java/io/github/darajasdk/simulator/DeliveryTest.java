package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.darajasdk.simulator.Merchant.Answer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest extends SimulatorTest {

    @Test
    void lostCallbackIsNeverSentThoughTheMoneyMoved() {
        simulator.nextPush().delivery(DeliveryScript.loseCallback());
        String id = acceptedPush();

        await("the debit", () -> simulator.ledger().debits().size() == 1);
        await("the note", () -> simulator.callbacks().size() == 1);

        assertThat(simulator.callbacks().get(0).status()).isEqualTo(-1);
        assertThat(merchant.waitingCallbacks()).isZero();
        assertThat(queriedResult(id)).isEqualTo("0");
    }

    @Test
    void delayedCallbackFollowsTheSimulatorsClock() {
        simulator.nextPush().delivery(DeliveryScript.delayCallback(Duration.ofHours(48)));
        acceptedPush();
        await("the debit", () -> simulator.ledger().debits().size() == 1);

        advance(Duration.ofHours(47));
        assertThat(simulator.callbacks()).isEmpty();
        advance(Duration.ofHours(1));

        assertThat(nextResult()).isEqualTo("0");
    }

    @Test
    void duplicatedCallbackIsTheSameBytesEachTime() {
        simulator.nextPush().delivery(DeliveryScript.duplicateCallback(5));
        acceptedPush();

        String first = merchant.awaitCallback().body();
        for (int i = 0; i < 4; i++) {
            assertThat(merchant.awaitCallback().body()).isEqualTo(first);
        }
        assertThat(simulator.ledger().debits()).hasSize(1);
    }

    @Test
    void callbackCanArriveBeforeTheAnswer() {
        simulator.nextPush().customer(CustomerScript.human()).delivery(DeliveryScript.callbackBeforeAnswer());
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(merchant::push);
        await("the prompt", () -> simulator.phone(Merchant.PHONE).prompt().isPresent());

        assertThat(answer).isNotDone();
        simulator.phone(Merchant.PHONE).enterPin("1234");

        JsonNode callback = merchant.awaitCallback().json();
        assertThat(answer.join().json().path("CheckoutRequestID")).isEqualTo(callback.findValue("CheckoutRequestID"));
    }

    @Test
    void acceptedPushWhoseConnectionIsCutStillMovesMoneyAndCallsBack() {
        simulator.nextPush().delivery(DeliveryScript.acceptThenCutConnection());

        Answer answer = merchant.push();

        assertThat(answer.status()).isZero();
        assertThat(nextResult()).isEqualTo("0");
        assertThat(simulator.ledger().debits()).hasSize(1);
        assertThat(simulator.pushes()).as("nobody sent it twice").hasSize(1);
    }

    @Test
    void cutBeforeAcceptanceMovesNothing() {
        simulator.nextPush().delivery(DeliveryScript.cutConnection());

        assertThat(merchant.push().status()).isZero();
        assertThat(simulator.pushes()).singleElement().matches(push -> !push.accepted());
    }

    @Test
    void heldAnswerLeavesLateWhileMoneyAndCallbackDoNotWait() {
        simulator.nextPush().delivery(DeliveryScript.holdAnswer(Duration.ofSeconds(60)));
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(merchant::push);

        assertThat(nextResult()).isEqualTo("0");
        assertThat(answer).isNotDone();
        advance(Duration.ofSeconds(60));

        assertThat(answer.join().status()).isEqualTo(200);
    }

    @Test
    void slowGatewayDoesNotEvenLookBeforeItsTime() {
        simulator.nextPush().delivery(DeliveryScript.slowAnswer(Duration.ofSeconds(30)));
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(merchant::push);
        await("the request", () -> simulator.pushes().size() == 1);

        assertThat(simulator.pushes().get(0).accepted()).isFalse();
        advance(Duration.ofSeconds(30));

        assertThat(answer.join().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = GatewayFault.class,
            names = {"HTML_503", "EMPTY_MESSAGE", "GATEWAY_TIMEOUT", "MALFORMED", "EMPTY_BODY"})
    void faultAfterAcceptingHidesAPushThatHappened(GatewayFault fault) {
        simulator.nextPush().delivery(DeliveryScript.fault(fault).afterAccepting());

        Answer answer = merchant.push();

        assertThat(answer.body()).doesNotContain("ws_CO_");
        assertThat(nextResult()).isEqualTo("0");
        assertThat(simulator.ledger().debits()).hasSize(1);
    }

    @Test
    void wrongAmountAndUnknownIdsLieInTheCallbackOnly() {
        simulator.nextPush().delivery(DeliveryScript.wrongAmount(10).and(DeliveryScript.unknownIds()));
        String id = acceptedPush();

        JsonNode callback = merchant.awaitCallback().json();

        assertThat(callback.findValue("Item").get(0).path("Value").asLong()).isEqualTo(10);
        assertThat(callback.findValue("CheckoutRequestID").asText()).isNotEqualTo(id);
        assertThat(simulator.ledger().debits()).singleElement().matches(debit -> debit.amount() == 1_500);
    }

    @Test
    void contradictionFollowsTheTruth() {
        simulator.nextPush().delivery(DeliveryScript.contradictCallback());
        acceptedPush();

        assertThat(nextResult()).isEqualTo("0");
        assertThat(nextResult()).isEqualTo("1032");
    }

    @Test
    void queryCanLie() {
        simulator.nextPush().delivery(DeliveryScript.queryAnswers("1032", "Request Cancelled by user."));
        String id = acceptedPush();

        assertThat(nextResult()).isEqualTo("0");
        assertThat(queriedResult(id)).isEqualTo("1032");
    }

    @Test
    void flakyQueryAnswersNothingAtLast() {
        String id = acceptedPush();
        nextResult();
        simulator.set(Setting.FLAKY_QUERY_PERCENT, 100);

        Answer answer = merchant.query(id);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().path("errorCode").asText()).isEqualTo("500.001.1001");
    }

    @Test
    void queryIsBlindForAWhileWhereTheSwitchSaysSo() {
        simulator.set(Setting.QUERY_BLIND_TIME, Duration.ofSeconds(30));
        String id = acceptedPush();
        nextResult();

        assertThat(merchant.query(id).json().path("errorMessage").asText()).isEqualTo("The transaction does not Exist");
        advance(Duration.ofSeconds(30));
        assertThat(queriedResult(id)).isEqualTo("0");
    }

    @Test
    void callbackIsSentOnceEvenToAReceiverThatFailsOrRedirects() {
        merchant.callbackStatus = 500;
        acceptedPush();
        merchant.awaitCallback();
        await("the first answer", () -> simulator.callbacks().size() == 1);
        merchant.callbackStatus = 308;
        advance(Duration.ofMinutes(3));
        acceptedPush();
        merchant.awaitCallback();
        await("both answers", () -> simulator.callbacks().size() == 2);

        advance(Duration.ofDays(2));

        assertThat(simulator.callbacks()).extracting(SentCallback::status).containsExactly(500, 308);
        assertThat(merchant.waitingCallbacks()).isZero();
    }

    @Test
    void deadReceiverIsNotedAndNothingElseHappens() {
        merchant.close();
        acceptedPush();

        await("the note", () -> simulator.callbacks().size() == 1);
        assertThat(simulator.callbacks().get(0).status()).isZero();
        assertThat(simulator.callbacks().get(0).note()).contains("ConnectException");
    }

    @Test
    void weatherHitsEverybodyUntilItIsFine() {
        simulator.weather().fault(Weather.Area.TOKEN, GatewayFault.INTERNAL_ERROR);
        assertThat(merchant.tokenAnswer().status()).isEqualTo(500);

        simulator.weather().fine().fault(Weather.Area.QUERY, GatewayFault.SYSTEM_BUSY);
        assertThat(merchant.query("ws_CO_1").json().path("errorCode").asText()).isEqualTo("500.003.02");

        simulator.weather().fine();
        assertThat(merchant.push().status()).isEqualTo(200);
    }

    @Test
    void chanceHitsTheSamePushesForTheSameSeed() {
        Weather one = new Weather(7).sometimes(0.3, DeliveryScript.loseCallback());
        Weather other = new Weather(7).sometimes(0.3, DeliveryScript.loseCallback());

        int hit = 0;
        for (int push = 0; push < 10_000; push++) {
            boolean lost = one.scriptFor(push).isCallbackLost();
            assertThat(other.scriptFor(push).isCallbackLost()).isEqualTo(lost);
            hit += lost ? 1 : 0;
        }
        assertThat(hit).isBetween(2_800, 3_200);
    }
}
