package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.Merchant.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
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
                .contains("<html lang=\"en\">", "<main id=\"content\">", "<nav aria-label=", "href=\"#content\"")
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
        assertThat(form("/phone/pay", wrong).status()).isEqualTo(303);
        assertThat(simulator.ledger().debits()).hasSize(1);
    }

    @Test
    void lateAnswerIsToldSo() {
        assertThat(form("/phone/pin", Map.of("number", Merchant.PHONE, "pin", "1234"))
                        .status())
                .isEqualTo(303);
        assertThat(get("/phone?number=0712345678&note=Too+late").body()).contains("Too late");
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
        assertThat(form("/faults/do/advance", Map.of("by", "soon")).status()).isEqualTo(303);
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
