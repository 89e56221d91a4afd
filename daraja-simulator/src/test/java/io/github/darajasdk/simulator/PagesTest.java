package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.Merchant.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser without script sees them. */
class PagesTest extends SimulatorTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/shop", "/phone", "/ledger", "/requests", "/faults"})
    void everyPageSaysThatItIsASimulatorAndHasNoInlineScriptOrStyle(String path) {
        simulator.subscriber(Merchant.PHONE);
        acceptedPush();

        Answer page = get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("SIMULATOR", "Not a real payment")
                .doesNotContain("<script>", "style=", "onclick", "http://www");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/shop", "/phone", "/ledger", "/requests", "/faults"})
    void everyPageHasLandmarksAndEveryFieldALabel(String path) {
        simulator.nextPush().customer(CustomerScript.human());
        acceptedPush();

        String page = get(path).body();

        assertThat(page)
                .contains(
                        "<html lang=\"en\">",
                        "<main id=\"content\" data-page=\"" + path + "\">",
                        "<nav aria-label=",
                        "href=\"#content\"")
                .containsOnlyOnce("<h1>")
                .doesNotContain("tabindex=\"1", "autofocus");
        List<String> ids = found(page, " id=\"([^\"]+)\"");
        assertThat(ids).as("identifiers of the page").doesNotHaveDuplicates();
        assertThat(found(page, "<label for=\"([^\"]+)\"")).isSubsetOf(ids);
        for (String field : found(page, "<((?:input|select|textarea) [^>]*)>")) {
            if (!field.contains("type=\"hidden\"")) {
                String id = field.replaceAll("(?s).* id=\"([^\"]+)\".*|.*", "$1");
                assertThat(page).as(field).contains("<label for=\"" + id + "\"");
            }
        }
        assertThat(found(page, "<button[^>]*>(\\s*)</button>"))
                .as("buttons without words")
                .isEmpty();
    }

    private static List<String> found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(hit -> hit.group(1))
                .toList();
    }

    @Test
    void promptIsAnsweredThroughForms() {
        simulator.nextPush().customer(CustomerScript.human());
        acceptedPush();
        assertThat(get("/phone?number=0712345678").body())
                .contains("id=\"prompt\"", "id=\"pin\"", "id=\"pin-send\"", "id=\"pin-cancel\"", "id=\"balance\"")
                .contains("Do you want to pay KES 1,500 to Daraja Sandbox Account no. BK20417? Enter M-PESA PIN");

        Answer sent = form("/phone/pin", Map.of("number", Merchant.PHONE, "pin", "1234"));

        assertThat(sent.status()).isEqualTo(303);
        assertThat(nextResult()).isEqualTo("0");
        assertThat(get("/phone?number=254712345678").body())
                .contains("You paid KES 1,500 to Daraja Sandbox.", "Confirmed. Ksh1,500.00", "KES 48,500")
                .doesNotContain("id=\"prompt\"");
    }

    @Test
    void promptIsCancelledThroughItsForm() {
        simulator.nextPush().customer(CustomerScript.human());
        acceptedPush();

        form("/phone/cancel", Map.of("number", Merchant.PHONE));

        assertThat(nextResult()).isEqualTo("1032");
        assertThat(get("/phone").body()).contains("You cancelled KES 1,500");
    }

    @Test
    void customerPaysByTheMenuOfThePhone() {
        Map<String, String> order =
                Map.of("number", Merchant.PHONE, "payee", "174379", "account", "BK1", "amount", "250", "pin", "1234");
        form("/phone/pay", order);
        assertThat(simulator.ledger().debits()).singleElement().matches(debit -> debit.amount() == 250);

        Map<String, String> wrong = new HashMap<>(order);
        wrong.put("pin", "9999");
        form("/phone/pay", wrong);
        wrong.putAll(Map.of("pin", "1234", "payee", "999999"));
        assertThat(form("/phone/pay", wrong).body())
                .contains("No paybill or till has the number 999999", "value=\"999999\"", "role=\"alert\"");
        wrong.putAll(Map.of("payee", "174379", "account", " "));
        assertThat(form("/phone/pay", wrong).body()).contains("A paybill is paid with an account number");
        assertThat(simulator.ledger().debits()).hasSize(1);
    }

    @Test
    void lateAnswerIsToldSo() {
        Answer sent = form("/phone/pin", Map.of("number", Merchant.PHONE, "pin", "1234"));

        assertThat(sent.status()).isEqualTo(303);
        assertThat(get(sent.location()).body()).contains("Too late");
        assertThat(get(sent.location()).body()).as("read once").doesNotContain("Too late");
    }

    @Test
    void noLinkPutsWordsOnAPage() {
        for (String page : new String[] {"/phone?number=0712345678&note=", "/faults?note=", "/shop?note="}) {
            assertThat(get(page + "Call+0700000000").body()).doesNotContain("0700000000");
        }
    }

    @Test
    void lookingAtANumberMakesNobodyUp() {
        assertThat(get("/phone?number=0799999999").body()).contains("Nobody has asked 0799 999 999", "phone-make");
        assertThat(get("/phone/screen/254799999999").status()).isEqualTo(404);
        assertThat(get("/simulator/phones/254799999999").status()).isEqualTo(404);
        assertThat(simulator.subscribers()).isEmpty();

        Answer made = form("/phone/open", Map.of("number", "0799999999"));

        assertThat(get(made.location()).body()).contains("id=\"screen\"");
        assertThat(simulator.subscribers()).hasSize(1);
    }

    @Test
    void boardShowsWhatIsSetAndOneButtonEndsAllOfIt() {
        form("/faults/do/default", Map.of("customer.reaction", "cancels"));
        form("/faults/do/rule", Map.of("number", "0712345678", "delivery.loseCallback", "true"));
        form("/faults/do/next", Map.of("delivery.holdAnswer", "1m"));
        form("/faults/do/command", Map.of("kind", "b2c", "ends", "times-out"));
        form("/faults/do/chance", Map.of("probability", "0.25", "delivery.acceptThenCutConnection", "true"));
        form("/faults/do/slow", Map.of("query.slow", "90s"));
        form("/faults/weather", Map.of("push", "html-503"));

        assertThat(get("/faults").body())
                .contains("<option value=\"cancels\" selected>", "value=\"PT1M30S\"")
                .contains("Customers of whom nothing is said.</strong> each cancels")
                .contains("Always.</strong> number 254712345678: the callback is lost")
                .contains("Once, the next push.</strong> every push: it is accepted, but answered after 1 minute")
                .contains("Once, the next command.</strong> b2c: it times out")
                .contains("25.0 % of all pushes: the push is accepted, then the connection is cut")
                .contains("every request waits 90 seconds", "the gateway answers html-503");

        form("/faults/do/calm", Map.of());

        assertThat(get("/faults").body())
                .contains("Nothing: everything does its work", "<option value=\"approves\" selected>");
        acceptedPush();
        assertThat(nextResult()).isEqualTo("0");
    }

    @Test
    void planForTheNextPushWaitsWhileAnotherPromptIsInTheWay() {
        simulator.nextPush().customer(CustomerScript.human());
        acceptedPush();
        form("/faults/do/next", Map.of("customer.reaction", "no-money"));
        assertThat(merchant.push().status()).isEqualTo(500);
        assertThat(get("/faults").body()).contains("the customer has no money");
        form("/phone/cancel", Map.of("number", Merchant.PHONE));
        assertThat(nextResult()).isEqualTo("1032");

        acceptedPush();

        assertThat(nextResult()).isEqualTo("1");
        assertThat(get("/faults").body()).contains("Nothing: everything does its work");
    }

    @Test
    void oldOutcomeMakesWayForWhatHappenedSince() {
        simulator.nextPush().customer(CustomerScript.cancels());
        acceptedPush();
        assertThat(nextResult()).isEqualTo("1032");
        assertThat(get("/phone?number=0712345678").body()).contains("You cancelled KES 1,500");
        advance(Duration.ofMinutes(1));

        simulator.payByMenu(Merchant.PHONE, DarajaSimulator.PAYBILL, "BK1", 20);

        assertThat(get("/phone?number=0712345678").body()).doesNotContain("You cancelled");
    }

    @Test
    void requestsTellWhosePushItWasAndThatNothingWasSent() {
        simulator.nextPush().delivery(DeliveryScript.cutConnection());
        merchant.push();
        await("the note", () -> simulator.requests().size() == 2);

        assertThat(get("/requests").body())
                .contains("254712345678, KES 1500, BK20417", "Cut: nothing was sent.")
                .contains("&quot;Amount&quot; : 1500,\n");
    }

    @Test
    void ledgerTellsFromWhatToWhatABalanceWasSet() {
        simulator.subscriber(Merchant.PHONE).balance(500);

        assertThat(get("/ledger").body())
                .contains("50,000.00 → 500.00", "−49,500.00", "subscriber:254712345678 → bank");
    }

    @Test
    void guideShowsTheInitiatorAndWhichPaybillToPushWith() {
        assertThat(get("/").body())
                .contains("testapi", "Safaricom999!*!", "/simulator/certificate")
                .contains("<dt>Paybill to push with</dt><dd><code id=\"paybill\">174379</code>");
    }

    @Test
    void browsersThatLookForNothingGetAPageAndProgramsDarajasAnswer() {
        Answer browser = Merchant.send(merchant.request("/nothing").header("Accept", "text/html,*/*"));

        assertThat(browser.status()).isEqualTo(404);
        assertThat(browser.body()).contains("There is no such page", "SIMULATOR");
        assertThat(get("/nothing").json().path("errorCode").asText()).isEqualTo("404.001.01");
        assertThat(get("/favicon.ico").status()).isEqualTo(303);
    }

    @Test
    void whatPeopleTypeIsNeverMarkup() {
        String evil = "<img src=x onerror=alert(1)>";
        simulator.subscriber(Merchant.PHONE).name(evil);
        simulator.organisation(DarajaSimulator.PAYBILL).name(evil);
        simulator.nextPush().customer(CustomerScript.human());
        acceptedPush();

        for (String path :
                new String[] {"/", "/phone?number=" + encode(evil), "/phone", "/ledger", "/faults?note=" + encode(evil)
                }) {
            assertThat(get(path).body()).as(path).doesNotContain("<img");
        }
    }

    @Test
    void wrongNumberIsExplained() {
        assertThat(get("/phone?number=12").body()).contains("Not a Kenyan mobile number");
    }

    @Test
    void screenChangesItsVersionOnlyWhenItChanges() {
        simulator.subscriber(Merchant.PHONE);
        String first = version();
        assertThat(version()).isEqualTo(first);
        simulator.nextPush().customer(CustomerScript.human());
        acceptedPush();

        assertThat(version()).isNotEqualTo(first);
    }

    @Test
    void faultBoardPlansTheNextPushAndSetsWeatherAndSwitches() {
        form("/faults/next", Map.of("customer", "cancels", "delivery", "delivers the callback three times"));
        acceptedPush();
        assertThat(nextResult() + nextResult() + nextResult()).isEqualTo("103210321032");

        form("/faults/weather", Map.of("push", "html-503"));
        assertThat(merchant.push().status()).isEqualTo(503);
        form("/faults/weather", Map.of("push", ""));
        form("/faults/settings", Map.of("max-amount", "100"));
        form("/faults/do/advance", Map.of("by", "5m"));

        assertThat(simulator.get(Setting.MAX_AMOUNT)).isEqualTo(100);
        assertThat(simulator.clock().instant()).isEqualTo(START.plusSeconds(300));
        assertThat(merchant.push().status()).isEqualTo(200);
    }

    @Test
    void unknownPageAndBadStepAreAnswered() {
        assertThat(get("/phone/nothing").body()).contains("There is no such page");
        assertThat(form("/faults/do/advance", Map.of("by", "soon")).status()).isEqualTo(400);
    }

    private String version() {
        return get("/phone?number=0712345678").body().replaceAll("(?s).*data-version=\"(\\w+)\".*", "$1");
    }

    private Answer get(String path) {
        return Merchant.send(merchant.request(path));
    }

    private Answer form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return Merchant.send(merchant.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
