package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Merchant.Answer;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StkPushChecksTest extends SimulatorTest {

    @ParameterizedTest
    @CsvSource({
        "BusinessShortCode, 12, BusinessShortCode",
        "BusinessShortCode, , BusinessShortCode",
        "Password, , Password",
        "Timestamp, 2026-10-14 10:15, Timestamp",
        "Timestamp, 20261340101530, Timestamp",
        "TransactionType, PayMe, TransactionType",
        "TransactionType, CustomerBuyGoodsOnline, TransactionType",
        "Amount, 0, Amount",
        "Amount, -5, Amount",
        "Amount, 10.5, Amount",
        "Amount, 10.0, Amount",
        "Amount, ten, Amount",
        "PartyA, 0712345678, PartyA",
        "PartyB, 1, PartyB",
        "PhoneNumber, +254712345678, PhoneNumber",
        "PhoneNumber, 254212345678, PhoneNumber",
        "CallBackURL, , CallBackURL",
        "CallBackURL, not a url, CallBackURL",
        "CallBackURL, ftp://example.com/x, CallBackURL",
        "AccountReference, , AccountReference",
        "AccountReference, 1234567890123, AccountReference"
    })
    void fieldThatIsNotWellFormedIsNamed(String field, String value, String named) {
        ObjectNode push = merchant.goodPush();
        push.put(field, value);

        Answer answer = merchant.push(push);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errorCode").asText()).isEqualTo("400.002.02");
        assertThat(answer.json().path("errorMessage").asText()).isEqualTo("Bad Request - Invalid " + named);
        assertThat(simulator.pushes()).singleElement().matches(received -> !received.accepted());
    }

    /** The npm package mpesa-api sends it so unless it is told otherwise, and works with Safaricom. */
    @Test
    void blankBehindTheTransactionTypeIsForgiven() {
        ObjectNode push = merchant.goodPush();
        push.put("TransactionType", "CustomerPayBillOnline ");

        assertThat(merchant.push(push).status()).isEqualTo(200);
    }

    @Test
    void passwordIsReallyDecoded() {
        ObjectNode push = merchant.goodPush();
        push.put(
                "Password",
                Merchant.base64(
                        "174379" + "another passkey" + push.path("Timestamp").asText()));

        Answer answer = merchant.push(push);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().path("errorMessage").asText()).isEqualTo("Wrong credentials");
    }

    @Test
    void passwordOfAnotherTimestampIsWrong() {
        ObjectNode push = merchant.goodPush();
        push.put("Timestamp", "20261014101531");

        assertThat(merchant.push(push).json().path("errorMessage").asText()).isEqualTo("Wrong credentials");
    }

    @Test
    void unknownShortCodeDoesNotExist() {
        ObjectNode push = merchant.goodPush();
        merchant.sign(push, "999888");

        assertThat(merchant.push(push).json().path("errorMessage").asText()).isEqualTo("Merchant does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pay.example.co.ke/cb",
                "https://localhost/cb",
                "https://127.0.0.1/cb",
                "https://10.1.2.3/cb",
                "https://192.168.0.9/cb",
                "https://Pay.example.co.ke/cb",
                "https://pay.example.co.ke/mpesa/cb",
                "https://pay.example.co.ke/cb?query=1",
                "https://intranet/cb"
            })
    void darajasOwnUrlRulesAreASwitch(String url) {
        simulator.nextPush().customer(CustomerScript.human()).delivery(DeliveryScript.loseCallback());
        ObjectNode push = merchant.goodPush();
        push.put("CallBackURL", url);

        assertThat(merchant.push(push).status()).isEqualTo(200);
        simulator.phone(Merchant.PHONE).cancel();
        simulator.set(Setting.REFUSE_LOCAL_CALLBACKS, true);

        assertThat(merchant.push(push).json().path("errorMessage").asText())
                .isEqualTo("Bad Request - Invalid CallBackURL");
    }

    @Test
    void publicHttpsUrlPassesDarajasRules() {
        simulator.set(Setting.REFUSE_LOCAL_CALLBACKS, true);
        simulator.nextPush().delivery(DeliveryScript.loseCallback());
        ObjectNode push = merchant.goodPush();
        push.put("CallBackURL", "https://pay.example.co.ke/hooks/stk/9f2c6d1e8b7a4350");

        assertThat(merchant.push(push).status()).isEqualTo(200);
    }

    @Test
    void tokenDiesOnTheSimulatorsClock() {
        String token = merchant.token();

        assertThat(pushWith(token).status()).isEqualTo(200);
        advance(Duration.ofSeconds(3599));

        assertThat(pushWith(token).json().path("errorCode").asText()).isEqualTo("404.001.03");
    }

    @Test
    void newTokenEndsTheOldOneWhereTheSwitchSaysSo() {
        simulator.set(Setting.NEW_TOKEN_ENDS_OLD, true);
        String old = merchant.token();
        String fresh = merchant.token();

        assertThat(pushWith(old).json().path("errorCode").asText()).isEqualTo("404.001.03");
        assertThat(pushWith(fresh).status()).isEqualTo(200);
    }

    @Test
    void expiryCanBeANumber() {
        simulator.set(Setting.EXPIRES_IN_AS_NUMBER, true);

        assertThat(merchant.tokenAnswer().json().path("expires_in").isInt()).isTrue();
    }

    private Answer pushWith(String token) {
        return Merchant.send(merchant.request("/mpesa/stkpush/v1/processrequest")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(merchant.goodPush().toString())));
    }
}
