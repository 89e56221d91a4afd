package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.Merchant.Answer;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a person without an application does from the pages alone. */
class ShopTest extends SimulatorTest {

    @Test
    void personPays() {
        simulator.subscriber(Merchant.PHONE).script(CustomerScript.human());
        form("/shop/ask", "number=0712345678&amount=1%2C500&reference=BK1");
        await("the prompt", () -> get("/phone?number=0712345678").contains("id=\"prompt\""));
        assertThat(get("/shop")).contains("KES 1,500", "BK1");

        form("/phone/pin", "number=254712345678&pin=1234");

        await("the receipt", () -> get("/shop").contains("/ledger#UJE"));
        assertThat(get("/shop")).contains("Paid");
    }

    @Test
    void personCancels() {
        simulator.subscriber(Merchant.PHONE).script(CustomerScript.human());
        form("/shop/ask", "number=0712345678&amount=10&reference=BK1");
        await("the prompt", () -> get("/phone?number=0712345678").contains("id=\"prompt\""));

        form("/phone/cancel", "number=254712345678");

        await("the end", () -> get("/shop").contains("Request cancelled by user (1032)"));
    }

    @Test
    void personRunsOutOfMoney() {
        form("/faults/do/person", "number=0712345678&balance=5&script=human");
        form("/shop/ask", "number=0712345678&amount=10&reference=BK1");
        await("the prompt", () -> get("/phone?number=0712345678").contains("id=\"prompt\""));

        form("/phone/pin", "number=254712345678&pin=1234");

        await("the end", () -> get("/shop").contains("The balance is insufficient for the transaction. (1)"));
    }

    @Test
    void callbackIsLostAndTheShopAsks() {
        form("/faults/next", "customer=pays+at+once&delivery=loses+the+callback");
        form("/shop/ask", "number=0712345678&amount=10&reference=BK1");
        await("the acceptance", () -> get("/shop").contains("No callback yet"));
        await("the debit", () -> simulator.ledger().debits().size() == 1);

        form("/shop/query", "order=1");

        await(
                "the answer",
                () -> get("/shop").contains("M-PESA says: The service request is processed successfully. (0)"));
        assertThat(get("/shop")).contains("Paid, says M-PESA; no callback came").doesNotContain("Receipt");
    }

    @Test
    void cutConnectionIsUnclearAndThenPaid() {
        form("/faults/do/next", "customer.reaction=approves&customer.after=30&delivery.acceptThenCutConnection=true");
        form("/shop/ask", "number=0712345678&amount=10&reference=BK1");
        await("the doubt", () -> get("/shop").contains("Unclear: M-PESA did not answer"));

        advance(Duration.ofSeconds(30));

        await("the receipt", () -> get("/shop").contains("/ledger#UJE"));
        assertThat(simulator.pushes()).hasSize(1);
    }

    @Test
    void refusalAndNonsenseAreTold() {
        form("/shop/ask", "number=0712345678&amount=10&reference=");
        await("the refusal", () -> get("/shop").contains("Bad Request - Invalid AccountReference (400.002.02)"));

        assertThat(refused(form("/shop/ask", "number=12&amount=10&reference=BK1")))
                .contains("Not a Kenyan", "value=\"12\"", "value=\"10\"", "value=\"BK1\"");
        assertThat(refused(form("/shop/ask", "number=0712345678&amount=ten&reference=BK1")))
                .contains("no amount", "value=\"ten\"");
        assertThat(refused(form("/faults/do/person", "balance=5"))).contains("Number is missing");
        assertThat(refused(form("/faults/do/person", "number=0712345678&balance=-5")))
                .contains("Balance (KES) must be a whole number from 0 to 500,000, but was -5", "value=\"-5\"")
                .contains("name=\"balance\" aria-invalid=\"true\" aria-describedby=\"person-problem\"");
        assertThat(refused(form("/faults/do/next", "amount=ten"))).contains("must be a number, but was &#39;ten&#39;");
        assertThat(refused(form("/faults/do/reverse", "receipt=NONE"))).contains("No customer");
        assertThat(refused(form("/faults/do/forge", "url=notaurl"))).contains("To must be a URL");
        assertThat(refused(form("/faults/settings", "max-amount=all")))
                .contains("is no value for max-amount", "value=\"all\"");
        assertThat(form("/faults/do/nothing", "").status()).isEqualTo(303);
    }

    @Test
    void forgedCallbackThatNobodyTakesIsNotDone() {
        Answer sent = form("/faults/do/forge", "url=http%3A%2F%2F127.0.0.1%3A1%2F");

        assertThat(get(sent.location()))
                .contains("Not delivered: ConnectException")
                .doesNotContain("Done:");
    }

    @Test
    void callbackThatNamesAnotherAmountIsSeen() {
        form("/faults/do/next", "customer.reaction=approves&delivery.wrongAmount=302");
        form("/shop/ask", "number=0712345678&amount=300&reference=BK1");

        await("the callback", () -> get("/shop").contains("but the callback names another amount"));
        assertThat(get("/shop")).contains("paid KES 302, though KES 300 was asked for");
    }

    @Test
    void contradictionIsSeen() {
        form("/faults/do/next", "customer.reaction=approves&delivery.contradictCallback=true");
        form("/shop/ask", "number=0712345678&amount=300&reference=BK1");

        await("both callbacks", () -> get("/shop").contains("The callbacks contradict each other"));
        assertThat(get("/shop")).contains("Callback 1: paid KES 300", "Callback 2: Request cancelled by user (1032)");
    }

    @Test
    void unreadableCallbackIsToldAndTheQueryDecides() {
        form("/faults/do/next", "customer.reaction=approves&delivery.callbackShape=not-json");
        form("/shop/ask", "number=0712345678&amount=300&reference=BK1");
        await("the callback", () -> get("/shop").contains("A callback came that cannot be read"));

        form("/shop/query", "order=1");

        await("the answer", () -> get("/shop").contains("Paid, says M-PESA; its callback cannot be read"));
    }

    @Test
    void pushThatHadNoTokenWasNotSent() {
        form("/faults/weather", "token=html-503");
        form("/shop/ask", "number=0712345678&amount=300&reference=BK1");

        await("the end", () -> get("/shop").contains("Not sent: no token"));
        assertThat(get("/shop")).contains("No phone rings").doesNotContain("may ring");
        assertThat(simulator.pushes()).isEmpty();
    }

    private static String refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("role=\"alert\"")
                .containsPattern("data-page=\"/(shop|faults)\"")
                .doesNotContain("http-equiv=\"refresh\"");
        return answer.body();
    }

    private String get(String path) {
        return Merchant.send(merchant.request(path)).body();
    }

    private Answer form(String path, String encoded) {
        return Merchant.send(merchant.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded)));
    }
}
