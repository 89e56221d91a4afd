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

        await("the receipt", () -> get("/shop").contains("Receipt UJE"));
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
        assertThat(get("/shop")).doesNotContain("Receipt");
    }

    @Test
    void cutConnectionIsUnclearAndThenPaid() {
        form("/faults/do/next", "customer.reaction=approves&customer.after=30&delivery.acceptThenCutConnection=true");
        form("/shop/ask", "number=0712345678&amount=10&reference=BK1");
        await("the doubt", () -> get("/shop").contains("Unclear: M-PESA did not answer"));

        advance(Duration.ofSeconds(30));

        await("the receipt", () -> get("/shop").contains("Receipt UJE"));
        assertThat(simulator.pushes()).hasSize(1);
    }

    @Test
    void refusalAndNonsenseAreTold() {
        form("/shop/ask", "number=0712345678&amount=10&reference=");
        await("the refusal", () -> get("/shop").contains("Bad Request - Invalid AccountReference (400.002.02)"));

        assertThat(location(form("/shop/ask", "number=12&amount=10&reference=BK1")))
                .contains("Not+a+Kenyan");
        assertThat(location(form("/shop/ask", "number=0712345678&amount=ten&reference=BK1")))
                .contains("no+amount");
        assertThat(location(form("/faults/do/person", "balance=5"))).contains("Number+is+missing");
        assertThat(location(form("/faults/do/next", "amount=ten"))).contains("no+number");
        assertThat(location(form("/faults/do/reverse", "receipt=NONE"))).contains("No+customer");
        assertThat(location(form("/faults/do/nothing", ""))).contains("no+such+control");
    }

    private static String location(Answer answer) {
        assertThat(answer.status()).isEqualTo(303);
        return answer.location();
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
