package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Merchant.Answer;
import io.github.darajasdk.simulator.Merchant.Delivered;
import io.github.darajasdk.simulator.wire.WireFixture;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What can go wrong with a payment, each provoked in code, by the control API, and through the forms of the pages. What
 * can go wrong inside an application (its database is down, it is killed, two instances sweep) needs nothing from here.
 */
class DangerousCasesTest extends SimulatorTest {

    enum Road {
        CODE,
        JSON,
        PAGE
    }

    /** Does one thing by one of the three roads. */
    private void by(Road road, Runnable code, String json, String page) {
        switch (road) {
            case CODE -> code.run();
            case JSON -> {
                String[] call = json.split(" ", 3);
                Answer answer = Merchant.send(merchant.request(call[1])
                        .method(
                                call[0],
                                HttpRequest.BodyPublishers.ofString(
                                        call.length < 3 ? "" : call[2].replace('\'', '"'))));
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
            case PAGE -> {
                String[] form = page.split("\\?", 2);
                String body = form.length < 2
                        ? ""
                        : Arrays.stream(form[1].split("&"))
                                .map(pair -> pair.split("=", 2))
                                .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"));
                Answer answer = Merchant.send(merchant.request(form[0])
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
                assertThat(answer.status()).as(answer.body()).isEqualTo(303);
            }
        }
    }

    /** Says what the network does to the next push. */
    private void next(Road road, DeliveryScript script, String key, String value) {
        String json = value.matches("true|\\d+") ? value : "'" + value + "'";
        by(
                road,
                () -> simulator.nextPush().delivery(script),
                "POST /simulator/scripts/next {'delivery':{'" + key + "':" + json + "}}",
                "/faults/do/next?delivery." + key + "=" + value);
    }

    @ParameterizedTest
    @EnumSource
    void answerIsHeldThoughTheMoneyHasMoved(Road road) {
        next(road, DeliveryScript.holdAnswer(Duration.ofMinutes(1)), "holdAnswer", "60");
        CompletableFuture<Answer> push = CompletableFuture.supplyAsync(merchant::push);

        await("the debit", () -> simulator.ledger().debits().size() == 1);
        assertThat(push).isNotDone();
        advance(Duration.ofMinutes(1));

        assertThat(push.join().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void callbacksAreLostByChance(Road road) {
        by(
                road,
                () -> simulator.weather().sometimes(1, DeliveryScript.loseCallback()),
                "PUT /simulator/weather {'sometimes':[{'probability':1,'delivery':{'loseCallback':true}}]}",
                "/faults/do/chance?probability=1&delivery.loseCallback=true");

        acceptedPush();

        await("the note", () -> simulator.callbacks().size() == 1);
        assertThat(simulator.callbacks().get(0).note()).isEqualTo("lost on purpose");
        assertThat(simulator.ledger().debits()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void callbackOvertakesTheAnswer(Road road) {
        next(road, DeliveryScript.callbackBeforeAnswer(), "callbackBeforeAnswer", "true");

        acceptedPush();

        assertThat(merchant.waitingCallbacks()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void callbackComesFiftyTimes(Road road) {
        next(road, DeliveryScript.duplicateCallback(50), "duplicateCallback", "50");

        acceptedPush();

        Set<String> bodies = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            bodies.add(merchant.awaitCallback().body());
        }
        assertThat(bodies).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void callbackComesTwoDaysLate(Road road) {
        next(road, DeliveryScript.delayCallback(Duration.ofHours(48)), "delayCallback", "172800");
        acceptedPush();
        await("the debit", () -> simulator.ledger().debits().size() == 1);

        advance(Duration.ofHours(47));
        assertThat(simulator.callbacks()).isEmpty();
        advance(Duration.ofHours(1));

        assertThat(nextResult()).isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource
    void callbackIsForgedFromAnotherAddressInAnyOrder(Road road) throws Exception {
        String url = merchant.callbackUrl("/cb/stk/wrong-secret");
        InetAddress stranger = InetAddress.getByName("127.0.0.2");
        for (String body : new String[] {"{}", "[]"}) {
            by(
                    road,
                    () -> simulator.forgeCallback(url, body, stranger),
                    "POST /simulator/callbacks {'url':'" + url + "','body':'" + body + "','from':'127.0.0.2'}",
                    "/faults/do/forge?url=" + url + "&body=" + body + "&from=127.0.0.2");

            Delivered delivered = merchant.awaitCallback();
            assertThat(delivered.from()).isEqualTo("127.0.0.2");
            assertThat(delivered.body()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @EnumSource
    void callbackNamesAnotherAmount(Road road) {
        simulator.set(Setting.RULE_17, Setting.Rule17.OFF);
        for (String amount : new String[] {"1499", "1501", "15000", "0", "-1500", "0.5"}) {
            next(road, DeliveryScript.wrongAmount(new BigDecimal(amount)), "wrongAmount", amount);
            acceptedPush();

            assertThat(merchant.awaitCallback().body()).contains("\"Value\":" + amount + "}");
        }
        assertThat(simulator.ledger().debits()).allMatch(debit -> debit.amount() == 1_500);
    }

    @ParameterizedTest
    @EnumSource
    void customerPaysTwiceWhileTheFirstCallbackIsHeld(Road road) {
        next(road, DeliveryScript.delayCallback(Duration.ofMinutes(5)), "delayCallback", "300");
        String first = acceptedPush();
        advance(Duration.ofMinutes(3));
        String second = acceptedPush();
        assertThat(merchant.awaitCallback().body()).contains(second);

        advance(Duration.ofMinutes(2));

        assertThat(merchant.awaitCallback().body()).contains(first);
        assertThat(simulator.ledger().debits()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void queryContradictsTheCallback(Road road) {
        next(road, DeliveryScript.queryAnswers("1032", ""), "queryAnswers", "1032");
        String id = acceptedPush();

        assertThat(nextResult()).isEqualTo("0");
        assertThat(queriedResult(id)).isEqualTo("1032");
    }

    @ParameterizedTest
    @EnumSource
    void secondCallbackContradictsTheFirst(Road road) {
        next(road, DeliveryScript.contradictCallback(), "contradictCallback", "true");

        acceptedPush();

        assertThat(nextResult() + nextResult()).isEqualTo("01032");
    }

    @ParameterizedTest
    @EnumSource
    void tokenEndsEarly(Road road) {
        String token = merchant.token();
        by(road, simulator::expireTokens, "POST /simulator/tokens/expire", "/faults/do/expire");

        Answer refused = Merchant.send(merchant.request("/mpesa/stkpush/v1/processrequest")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(refused.json().path("errorCode").asText()).isEqualTo("404.001.03");
    }

    @ParameterizedTest
    @EnumSource
    void phoneIsLocked(Road road) {
        by(
                road,
                () -> simulator.subscriber(Merchant.PHONE).script(CustomerScript.busy()),
                "PUT /simulator/phones/254712345678 {'script':'busy'}",
                "/faults/do/person?number=0712345678&script=busy");

        assertThat(merchant.push().json().path("errorMessage").asText()).startsWith("Unable to lock subscriber");
    }

    @ParameterizedTest
    @EnumSource
    void everyPushCountsForRule17(Road road) {
        by(
                road,
                () -> simulator.set(Setting.RULE_17, Setting.Rule17.EVERY_PUSH),
                "PUT /simulator/settings {'rule-17':'every-push'}",
                "/faults/settings?rule-17=every-push");
        simulator.nextPush().customer(CustomerScript.cancels());
        acceptedPush();
        assertThat(nextResult()).isEqualTo("1032");

        acceptedPush();

        assertThat(nextResult()).isEqualTo("17");
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultOfTheGatewayCanHitEveryArea(Road road) {
        for (GatewayFault fault : GatewayFault.values()) {
            if (fault == GatewayFault.HANG) {
                continue; // see the next test
            }
            String name = Setting.write(fault);
            by(
                    road,
                    () -> simulator.weather().fault(Weather.Area.TOKEN, fault),
                    "PUT /simulator/weather {'token':{'fault':'" + name + "'}}",
                    "/faults/weather?token=" + name);

            Answer answer = merchant.tokenAnswer();

            assertThat(answer.body()).as(name).doesNotContain("access_token");
            assertThat(answer.status()).as(name).isEqualTo(expectedStatus(fault));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hangingGatewayIsSilentForTenMinutesAndThenGone(Road road) throws IOException {
        by(
                road,
                () -> simulator.weather().fault(Weather.Area.TOKEN, GatewayFault.HANG),
                "PUT /simulator/weather {'token':{'fault':'hang'}}",
                "/faults/weather?token=hang");
        // A socket of its own: the JDK's client asks again where a kept connection ends without an answer.
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.baseUri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /oauth/v1/generate?grant_type=client_credentials HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await("the request", () -> requestsReceived() == 1);

            advance(Duration.ofSeconds(599));
            assertThat(simulator.requests()).isEmpty();
            assertThat(socket.getInputStream().available()).isZero();
            advance(Duration.ofSeconds(1));

            assertThat(socket.getInputStream().read())
                    .as("the first byte of an answer")
                    .isEqualTo(-1);
            await("the note", () -> simulator.requests().size() == 1);
            assertThat(simulator.requests().get(0).status()).isZero();
        }
    }

    private int requestsReceived() {
        return Merchant.send(merchant.request("/simulator/state"))
                .json()
                .path("requestsReceived")
                .asInt();
    }

    private static int expectedStatus(GatewayFault fault) {
        return switch (fault) {
            case HTML_503, UNAVAILABLE -> 503;
            case HTML_403 -> 403;
            case TOO_MANY_REQUESTS -> 429;
            case GATEWAY_TIMEOUT -> 504;
            case INVALID_TOKEN, EMPTY_404 -> 404;
            case EMPTY_400 -> 400;
            case NO_PRODUCT -> 401;
            case MALFORMED, EMPTY_BODY -> 200;
            case CUT_CONNECTION, HANG -> 0;
            default -> 500;
        };
    }

    @ParameterizedTest
    @EnumSource
    void gatewayIsSlow(Road road) {
        by(
                road,
                () -> simulator.weather().slow(Weather.Area.PUSH, Duration.ofSeconds(30)),
                "PUT /simulator/weather {'push':{'slow':30}}",
                "/faults/do/slow?push.slow=30");
        CompletableFuture<Answer> push = CompletableFuture.supplyAsync(merchant::push);
        await("the request", () -> simulator.requests().size() == 1); // its token
        assertThat(push).isNotDone();

        advance(Duration.ofSeconds(29));
        assertThat(simulator.pushes()).isEmpty();
        await(
                "the answer",
                () -> { // the request may have arrived after the first move
                    advance(Duration.ofSeconds(1));
                    LockSupport.parkNanos(5_000_000);
                    return push.isDone();
                });

        assertThat(push.join().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void customerPaysByMenuWithAMistypedReference(Road road) {
        by(
                road,
                () -> simulator.payByMenu(Merchant.PHONE, "174379", "bk 20417", 700),
                "POST /simulator/phones/254712345678/pay {'number':'174379','account':'bk 20417','amount':700}",
                "/phone/pay?number=254712345678&payee=174379&account=bk 20417&amount=700&pin=1234");

        assertThat(simulator.ledger().debits())
                .singleElement()
                .matches(debit -> debit.accountReference().equals("bk 20417") && debit.amount() == 700);
    }

    @ParameterizedTest
    @EnumSource
    void paymentIsReversedByMpesa(Road road) {
        acceptedPush();
        merchant.awaitCallback();
        String receipt = simulator.ledger().debits().get(0).receipt();
        by(
                road,
                () -> simulator.reverse(receipt),
                "POST /simulator/reversals {'receipt':'" + receipt + "'}",
                "/faults/do/reverse?receipt=" + receipt);

        assertThat(simulator.subscriber(Merchant.PHONE).balance()).isEqualTo(50_000);
    }

    @ParameterizedTest
    @EnumSource
    void everyShapeOfACallbackCanBeHad(Road road) {
        simulator.set(Setting.RULE_17, Setting.Rule17.OFF);
        Set<String> bodies = new TreeSet<>();
        for (CallbackShape shape : CallbackShape.values()) {
            next(road, DeliveryScript.callbackShape(shape), "callbackShape", Setting.write(shape));
            acceptedPush();
            bodies.add(
                    merchant.awaitCallback().body().replaceAll("ws_CO_\\d+|\"U[A-L]\\w{8}\"|[0-9a-f-]{23}\\d{7}", "x"));
        }
        assertThat(bodies).hasSize(CallbackShape.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void pushIsAcceptedAndTheConnectionCut(Road road) {
        next(road, DeliveryScript.acceptThenCutConnection(), "acceptThenCutConnection", "true");

        assertThat(merchant.push().status()).isZero();
        assertThat(nextResult()).isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource
    void promptEndsWithACodeOfItsOwnForOneNumberAmountAndReference(Road road) {
        by(
                road,
                () -> simulator
                        .when(PushMatch.number(Merchant.PHONE)
                                .and(PushMatch.amount(1_500))
                                .and(PushMatch.reference("BK20417")))
                        .customer(CustomerScript.endsWith("SFC_IC0003", "The operator does not exist.")),
                "POST /simulator/scripts/rules {'number':'0712345678','amount':1500,'reference':'BK20417','customer':"
                        + "{'reaction':'ends-with','resultCode':'SFC_IC0003','resultDescription':'x'}}",
                "/faults/do/rule?number=0712345678&amount=1500&reference=BK20417&customer.reaction=ends-with"
                        + "&customer.resultCode=SFC_IC0003&customer.resultDescription=x");
        acceptedPush();
        assertThat(nextResult()).isEqualTo("SFC_IC0003");

        ObjectNode other = merchant.goodPush();
        other.put("Amount", 1_501);
        merchant.push(other);

        assertThat(nextResult()).isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource
    void commandTimesOutAndInitiatorLocks(Road road) {
        by(
                road,
                () -> simulator.nextCommand("balance").outcome(CommandOutcome.timesOut()),
                "POST /simulator/commands/next {'kind':'balance','outcome':'times-out'}",
                "/faults/do/command?kind=balance&ends=times-out");
        assertThat(balance().path()).isEqualTo("/timeout");

        by(
                road,
                () -> simulator.nextCommand("balance").outcome(CommandOutcome.fails("26", "Busy")),
                "POST /simulator/commands/next {'kind':'balance','outcome':{'code':'26','description':'Busy'}}",
                "/faults/do/command?kind=balance&outcome.code=26&outcome.description=Busy");
        assertThat(balance().body()).contains("26");

        by(road, simulator::lockInitiator, "POST /simulator/initiator/lock", "/faults/do/lock");
        assertThat(balance().body()).contains("8006");
        by(road, simulator::unlockInitiator, "POST /simulator/initiator/unlock", "/faults/do/unlock");
        assertThat(balance().body()).contains("Working Account|KES|");
    }

    private Delivered balance() {
        ObjectNode body = (ObjectNode) Merchant.json(WireFixture.text("balance-request.json"));
        body.put("SecurityCredential", merchant.encrypted(DarajaSimulator.INITIATOR_PASSWORD));
        body.put("ResultURL", merchant.callbackUrl("/result")).put("QueueTimeOutURL", merchant.callbackUrl("/timeout"));
        assertThat(merchant.post("/mpesa/accountbalance/v1/query", body).status())
                .isEqualTo(200);
        return merchant.awaitCallback();
    }

    @ParameterizedTest
    @EnumSource
    void merchantHasNoMoney(Road road) {
        by(
                road,
                () -> simulator.organisation("600992").funds(5, 0),
                "PUT /simulator/organisations/600992 {'utility':5,'working':0}",
                "/faults/do/merchant?code=600992&utility=5&working=0");

        assertThat(simulator.organisation("600992").balance()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void clockJumps(Road road) {
        by(
                road,
                () -> advance(Duration.ofMinutes(10)),
                "POST /simulator/clock/advance {'by':600}",
                "/faults/do/advance?by=600");

        assertThat(simulator.clock().instant()).isEqualTo(START.plusSeconds(600));
    }

    @ParameterizedTest
    @EnumSource
    void onePaymentIsToldByPushCallbackC2bAndPullUnderOneReceipt(Road road) {
        JsonNode registered = merchant.post(
                        "/mpesa/c2b/v2/registerurl",
                        Merchant.json("{\"ShortCode\":\"174379\",\"ResponseType\":\"Completed\",\"ConfirmationURL\":\""
                                + merchant.callbackUrl("/conf") + "\",\"ValidationURL\":\""
                                + merchant.callbackUrl("/val") + "\"}"))
                .json();
        assertThat(registered.path("ResponseCode").asText()).isEqualTo("0");
        by(
                road,
                () -> simulator.nextPush().customer(CustomerScript.approves()),
                "POST /simulator/scripts/next {'customer':'approves'}",
                "/faults/do/next?customer.reaction=approves");
        acceptedPush();

        String receipt =
                merchant.awaitCallback().body() + merchant.awaitCallback().body();
        String debited = simulator.ledger().debits().get(0).receipt();

        assertThat(receipt).contains("\"TransID\":\"" + debited + "\"", "\"Value\":\"" + debited + "\"");
    }
}
