package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.darajasdk.simulator.Merchant.Answer;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests in other processes use. */
class ControlApiTest extends SimulatorTest {

    @Test
    void phoneShowsItsPromptAndTakesThePin() {
        control("PUT", "/simulator/scripts/default", "{'customer':'human'}");
        acceptedPush();

        JsonNode prompt =
                control("GET", "/simulator/phones/0712345678", "").json().path("prompt");
        assertThat(prompt.path("text").asText()).startsWith("Do you want to pay KES 1,500 to");

        Answer paid = control("POST", "/simulator/phones/254712345678/pin", "{'pin':'1234'}");

        assertThat(paid.json().path("prompt").isNull()).isTrue();
        assertThat(paid.json().path("balance").asLong()).isEqualTo(48_500);
        assertThat(paid.json().path("messages").get(0).path("text").asText()).contains("Confirmed.");
        JsonNode debits = control("GET", "/simulator/debits", "").json();
        assertThat(debits.get(0).path("amount").asLong()).isEqualTo(1_500);
        assertThat(debits.get(0).path("msisdn").asText()).isEqualTo(Merchant.PHONE);
    }

    @Test
    void pinWithoutAPromptIsAConflict() {
        Answer answer = control("POST", "/simulator/phones/254712345678/pin", "{'pin':'1234'}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("error").asText()).contains("no prompt");
    }

    @Test
    void promptIsCancelled() {
        control("POST", "/simulator/scripts/next", "{'customer':'human'}");
        acceptedPush();

        control("POST", "/simulator/phones/254712345678/cancel", "");

        assertThat(nextResult()).isEqualTo("1032");
    }

    @Test
    void scriptsForTheNextPushAndByRuleAreTaken() {
        control("POST", "/simulator/scripts/rules", "{'number':'254712345678','customer':'cancels'}");
        control(
                "POST",
                "/simulator/scripts/next",
                "{'customer':{'reaction':'ends-with','resultCode':'1019','resultDescription':'Transaction has"
                        + " expired'},'delivery':{'duplicateCallback':2}}");
        acceptedPush();
        assertThat(List.of(nextResult(), nextResult())).containsExactly("1019", "1019");

        acceptedPush();
        assertThat(nextResult()).isEqualTo("1032");
    }

    @Test
    void plansAndRulesAreToldApartAndEndTogether() {
        control("PUT", "/simulator/scripts/default", "{'customer':'human'}");
        control("POST", "/simulator/scripts/rules", "{'amount':5,'customer':'cancels'}");
        control("POST", "/simulator/scripts/next", "{'delivery':{'acceptThenCutConnection':true}}");
        control("POST", "/simulator/commands/next", "{'kind':'b2c','outcome':'times-out'}");

        JsonNode scripts = control("GET", "/simulator/scripts", "").json();
        assertThat(scripts.toString())
                .isEqualTo("{\"default\":\"human\","
                        + "\"next\":[\"every push: the push is accepted, then the connection is cut\"],"
                        + "\"rules\":[\"amount 5: the customer cancels\"],"
                        + "\"commands\":[\"b2c: it times out; the network does its work\"]}");
        assertThat(control("DELETE", "/simulator/faults", "").json().toString())
                .isEqualTo("{\"default\":\"approves\",\"next\":[],\"rules\":[],\"commands\":[]}");
    }

    @Test
    void clockIsMovedAndTokensEnd() {
        String token = merchant.token();
        control("POST", "/simulator/clock/advance", "{'by':'PT2H'}");

        assertThat(simulator.clock().instant()).isEqualTo(START.plusSeconds(7_200));
        Answer refused = Merchant.send(merchant.request("/mpesa/stkpush/v1/processrequest")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void weatherAndSettingsAreChanged() {
        control(
                "PUT",
                "/simulator/weather",
                "{'push':{'fault':'html-503'},'sometimes':[{'probability':1,'delivery':{'loseCallback':true}}]}");
        assertThat(merchant.push().status()).isEqualTo(503);
        control("DELETE", "/simulator/weather", "");
        control("PUT", "/simulator/settings", "{'pending-form':'being-processed','prompt-life':'90s'}");

        assertThat(simulator.get(Setting.PENDING_FORM)).isEqualTo(Setting.PendingForm.BEING_PROCESSED);
        assertThat(simulator.get(Setting.PROMPT_LIFE)).hasSeconds(90);
        assertThat(merchant.push().status()).isEqualTo(200);
    }

    @Test
    void everythingReceivedAndSentIsListed() {
        acceptedPush();
        merchant.awaitCallback();
        await("the note of the callback", () -> simulator.callbacks().size() == 1);

        assertThat(control("GET", "/simulator/pushes", "")
                        .json()
                        .get(0)
                        .path("accepted")
                        .asBoolean())
                .isTrue();
        JsonNode requests = control("GET", "/simulator/requests", "").json();
        assertThat(requests.findValuesAsText("path"))
                .containsExactly(
                        "/oauth/v1/generate?grant_type=client_credentials", "/mpesa/stkpush/v1/processrequest");
        assertThat(requests.get(1).path("headers").path("authorization").asText())
                .as("the token is not kept whole")
                .matches("Bearer .{4}…");
        assertThat(control("GET", "/simulator/callbacks", "")
                        .json()
                        .get(0)
                        .path("status")
                        .asInt())
                .isEqualTo(200);
        assertThat(control("GET", "/simulator/ledger", "").json().path("entries"))
                .isNotEmpty();
    }

    @Test
    void paymentIsReversedByMpesaItselfOnce() {
        acceptedPush();
        merchant.awaitCallback();
        String receipt = simulator.ledger().debits().get(0).receipt();

        Answer reversed = control("POST", "/simulator/reversals", "{'receipt':'" + receipt + "'}");

        assertThat(reversed.status()).isEqualTo(200);
        assertThat(simulator.subscriber(Merchant.PHONE).balance()).isEqualTo(50_000);
        assertThat(simulator.ledger().entries())
                .last()
                .satisfies(entry -> assertThat(entry.linkedReceipt()).isEqualTo(receipt));
        assertThat(control("POST", "/simulator/reversals", "{'receipt':'" + receipt + "'}")
                        .status())
                .isEqualTo(409);
        assertThat(control("POST", "/simulator/reversals", "{'receipt':'UJE0000000'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void callbackIsForged() {
        Answer answer = control(
                "POST",
                "/simulator/callbacks",
                "{'url':'" + merchant.callbackUrl("/cb/forged") + "','body':'anything'}");

        assertThat(answer.json().path("status").asInt()).isEqualTo(200);
        assertThat(merchant.awaitCallback().body()).isEqualTo("anything");
        assertThat(simulator.callbacks()).extracting(SentCallback::kind).containsExactly("forged");
    }

    @Test
    void resetBeginsAnew() {
        simulator.set(Setting.MAX_AMOUNT, 5);
        simulator.subscriber(Merchant.PHONE).name("Somebody").balance(7);
        acceptedPush();

        JsonNode state = control("POST", "/simulator/reset", "").json();

        assertThat(state.path("pushes").asInt()).isZero();
        assertThat(state.path("phones")).isEmpty();
        assertThat(state.path("organisations")).hasSameSizeAs(simulator.organisations());
        assertThat(simulator.get(Setting.MAX_AMOUNT)).isEqualTo(250_000);
        assertThat(simulator.ledger().debits()).isEmpty();
        acceptedPush();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POST | /simulator/scripts/next | {'customer':'sleeps'} | 400 | customer must be one of approves, cancels",
                "POST | /simulator/scripts/next | {'deliver':{}} | 400 | Unknown key 'deliver'",
                "POST | /simulator/scripts/next | {'delivery':{'explode':true}} | 400 | delivery has no 'explode'",
                "POST | /simulator/scripts/next | [] | 400 | must be a JSON object",
                "PUT | /simulator/settings | {'prompt-live':'1s'} | 400 | No setting is called 'prompt-live'",
                "PUT | /simulator/settings | {'prompt-life':'soon'} | 400 | 'soon' is no value for prompt-life",
                "POST | /simulator/clock/advance | {'by':'-PT1S'} | 400 | by must be zero to 366 days, but was '-PT1S'",
                "POST | /simulator/clock/advance | {'by':'later'} | 400 | by must be a duration like 90s, 3m, 2h or PT3M",
                "PUT | /simulator/phones/12 | {} | 400 | Not a Kenyan mobile number",
                "PUT | /simulator/phones/0712345678 | {'pin':'12'} | 400 | four digits",
                "POST | /simulator/clock/advance | {} | 400 | by is missing",
                "POST | /simulator/clock/advance | {'by':99999999999999} | 400 | by must be a duration like 90s",
                "POST | /simulator/clock/advance | {'by':'400d'} | 400 | by must be zero to 366 days, but was '400d'",
                "PUT | /simulator/clock | {'speed':1e99} | 400 | speed must be a number from 0 to 100,000",
                "PUT | /simulator/clock | {'speed':'fast'} | 400 | speed must be a number from 0 to 100,000",
                "PUT | /simulator/organisations/174379 | {'utility':'x'} | 400 | utility must be a whole number",
                "PUT | /simulator/organisations/174379 | {'utility':1e18} | 400 | from 0 to 1,000,000,000,000",
                "PUT | /simulator/organisations/1 | {'utility':1} | 400 | There are: 174379",
                "POST | /simulator/phones/0712345678/pay | {'number':'174379','account':'A','amount':1e18} | 400 | amount must",
                "POST | /simulator/phones/0712345678/pay | {'number':'174379','account':'A','amount':1.5} | 400 | but was 1.5",
                "POST | /simulator/phones/0712345678/pay | {'number':'174379','account':'A'} | 400 | amount is missing",
                "POST | /simulator/population | {'people':100000000} | 400 | people must be a whole number from 60 to 10,000",
                "PUT | /simulator/weather | {'push':{'slow':-5}} | 400 | push.slow must be zero to 366 days, but was -5",
                "PUT | /simulator/weather | {'sometimes':'x'} | 400 | sometimes must be an array, but was 'x'",
                "PUT | /simulator/weather | {'sometimes':[{'probability':2,'delivery':{}}]} | 400 | from 0 to 1, but was 2",
                "PUT | /simulator/weather | {'push':'html-503'} | 400 | push must be an object with fault, slow",
                "POST | /simulator/commands/next | {'kind':'zzz'} | 400 | kind must be one of",
                "POST | /simulator/scripts/next | {'delivery':{'duplicateCallback':1000000}} | 400 | 1 to 1,000",
                "POST | /simulator/scripts/next | {'delivery':{'loseCallback':'yes'}} | 400 | must be true or false",
                "POST | /simulator/scripts/next | {'delivery':{'queryAnswers':'<script>'}} | 400 | a result code",
                "POST | /simulator/scripts/next | {'amount':0} | 400 | amount must be a whole number from 1",
                "PUT | /simulator/phones/0712345678 | {'name':{'a':1}} | 400 | name must be a text",
                "PUT | /simulator/phones/0712345678 | {'balance':'abc'} | 400 | balance must be a whole number from 0 to 500,000, but was 'abc'",
                "PUT | /simulator/phones/0712345678 | {'script':'cancels','name':''} | 400 | name must be a text of 1",
                "POST | /simulator/callbacks | {} | 400 | url is missing",
                "POST | /simulator/callbacks | {'url':'notaurl'} | 400 | url must be a URL that begins with http",
                "POST | /simulator/callbacks | {'url':'file:///etc/passwd'} | 400 | url must be a URL",
                "POST | /simulator/callbacks | {'url':'http://127.0.0.1:1/','from':'8.8.8.8'} | 400 | from must be an address of",
                "POST | /simulator/callbacks | {'url':'http://127.0.0.1:1/','from':'example.com'} | 400 | from must be an",
                "GET | /simulator/nothing | | 404 | The control API has no GET /simulator/nothing"
            })
    void mistakesAreNamed(String method, String path, String body, int status, String words) {
        Answer answer = control(method, path, body == null ? "" : body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).contains(words);
    }

    @Test
    void refusedCallChangesNothing() {
        simulator.subscriber(Merchant.PHONE).name("Wanjiku");

        control("PUT", "/simulator/phones/254712345678", "{'name':'Otieno','balance':5,'pin':'12'}");
        control("PUT", "/simulator/weather", "{'push':{'fault':'html-503'},'query':{'fault':'none'}}");
        control("PUT", "/simulator/settings", "{'max-amount':5,'prompt-life':'soon'}");

        assertThat(simulator.subscriber(Merchant.PHONE).name()).isEqualTo("Wanjiku");
        assertThat(simulator.subscriber(Merchant.PHONE).balance()).isEqualTo(50_000);
        assertThat(simulator.weather().fault(Weather.Area.PUSH)).isEmpty();
        assertThat(simulator.get(Setting.MAX_AMOUNT)).isEqualTo(250_000);
    }

    @Test
    void oneAccountOfAMerchantIsSetAndTheOtherStays() {
        simulator.organisation("600992").funds(7, 8);

        control("PUT", "/simulator/organisations/600992", "{'working':9}");

        assertThat(simulator.ledger().balances())
                .containsEntry("organisation:600992:utility", 700L)
                .containsEntry("organisation:600992:working", 900L);
    }

    @ParameterizedTest
    @CsvSource({"90,90", "'90s',90", "'3m',180", "'2h',7200", "'PT3M',180"})
    void durationsAreReadAsPeopleWriteThem(String written, int seconds) {
        Answer moved = control(
                "POST",
                "/simulator/clock/advance",
                "{'by':" + (written.matches("\\d+") ? written : "'" + written + "'") + "}");

        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(simulator.clock().instant()).isEqualTo(START.plusSeconds(seconds));
    }

    @Test
    void callbackThatNobodyTakesSaysSo() {
        Answer answer = control("POST", "/simulator/callbacks", "{'url':'http://127.0.0.1:1/','body':'{}'}");

        assertThat(answer.json().path("status").asInt()).isZero();
        assertThat(answer.json().path("note").asText()).contains("ConnectException");
    }

    @Test
    void resetRestoresTheSpeedOfTheClockAndLetsTheTimeBe() {
        control("PUT", "/simulator/clock", "{'speed':60}");
        control("PUT", "/simulator/clock", "{'speed':0}");
        control("POST", "/simulator/clock/advance", "{'by':'1h'}");
        control("PUT", "/simulator/clock", "{'speed':60}");

        control("POST", "/simulator/reset", "");

        assertThat(simulator.clock().speed()).isZero(); // as this test's clock was at the start
        assertThat(simulator.clock().instant()).isAfterOrEqualTo(START.plusSeconds(3_600));
    }

    private Answer control(String method, String path, String bodyWithSingleQuotes) {
        return Merchant.send(merchant.request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(bodyWithSingleQuotes.replace('\'', '"'))));
    }
}
