package io.github.darajasdk.therapy.reconciliation.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.StatementForm;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.testing.ApiUser;
import io.github.darajasdk.therapy.testing.ApiUser.Answer;
import io.github.darajasdk.therapy.testing.Browser;
import io.github.darajasdk.therapy.testing.Eventually;
import io.github.darajasdk.therapy.testing.FormUser;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.TestData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** An administrator hands in M-PESA's statement and follows the difference of the books to its last shilling. */
@PaymentTest
class ReconciliationBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    @Value("http://127.0.0.1:${server.port}")
    private URI app;

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private TestData data;

    private TherapySession session;
    private String paid;
    private String stray;
    private User admin;
    private Browser browser;

    @BeforeEach
    void aPaymentAndMoneyNobodyExplains() {
        session = story.anApprovedSession();
        String phone = story.aPhone();
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");
        story.awaitState(session, AttemptState.PAID);
        paid = story.debits(phone).get(0).receipt();
        stray = mpesa.payByMenu(story.aPhone(), session.merchant(), "RENT", 700)
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .orElseThrow();
        admin = data.anAdmin();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @Tag("property-40")
    @Tag("property-57")
    @Tag("property-58")
    @Tag("property-59")
    void aStatementIsHandedInComparedAndExplainedWithTheKeyboardOnAPhone() throws IOException {
        Path file = statement();
        browser = Browser.start().size(360, 740);
        browser.open(app + "/login?lang=en");
        browser.element("#username").sendKeys(admin.email());
        browser.element("#password").sendKeys(TestData.PASSWORD, Keys.ENTER);
        browser.await(".tabs", PATIENCE);

        browser.open(app + "/admin/reconciliation/statements");
        browser.element("#file").sendKeys(file.toString());
        browser.element("#look").sendKeys(Keys.ENTER);
        browser.await("#rows", PATIENCE);
        assertThat(browser.text())
                .contains(
                        file.getFileName().toString(), "11 columns were recognised", "Nothing is imported yet", stray);
        browser.screenshot("reconciliation-real-preview");

        browser.element("#import").sendKeys(Keys.ENTER);
        browser.await("#imported", PATIENCE);
        browser.element("#compare").sendKeys(Keys.ENTER);
        browser.await("#run-status[data-state=FINISHED]", PATIENCE);
        browser.screenshot("reconciliation-real-run");
        String run = browser.driver().getCurrentUrl().replaceFirst(".*/runs/([0-9]+).*", "$1");

        browser.element("#rule-NO_PAYMENT_HERE a").sendKeys(Keys.ENTER);
        openItem(stray);
        assertThat(browser.text()).contains("Nothing here fits", "RENT", "KES 700", "By it M-PESA has KES 700 more");
        browser.screenshot("reconciliation-real-item");

        browser.open(app + "/admin/reconciliation/runs/" + run + "/items?show=EXACT");
        openItem(paid);
        assertThat(browser.text())
                .contains("Receipt, amount and booking agree", session.bookingNumber(), "It adds nothing");
        assertThat(browser.element("#timeline").getText()).contains("M-PESA’s message: paid");

        FormUser reader = new FormUser(app, admin.email(), TestData.PASSWORD);
        String csv = reader.page("/admin/reconciliation/runs/" + run + "/report.csv");
        assertThat(csv).startsWith("\uFEFFRun,Item,Environment");
        assertThat(csv.lines()
                        .filter(line -> line.contains(paid) || line.contains(stray))
                        .map(line -> line.split(",")[7]))
                .containsExactlyInAnyOrder("EXACT", "NO_PAYMENT_HERE");
        assertThat(csv.lines().skip(1)).allSatisfy(line -> assertThat(line).contains("TEST MODE SIMULATOR"));
        assertThat(reader.page("/admin/reconciliation/runs/" + run + "/report.pdf"))
                .startsWith("%PDF-")
                .contains("%%EOF");

        browser.open(app + "/admin/reconciliation/orphans");
        assertThat(browser.text()).contains(stray, "In M-PESA’s records only");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    @Tag("property-59")
    void programsCompareReadAndAskTheSameWay() throws IOException {
        ApiUser api = ApiUser.signedIn(app, admin.email());
        Answer started = api.post("/api/reconciliation/run", today());
        assertThat(started.status()).isEqualTo(202);
        String run = started.header("Location");
        Eventually.assertThatEventually(
                () -> api.get(run), answer -> assertThat(answer.text("state")).isEqualTo("FINISHED"));
        Answer finished = api.get(run);

        long mpesaCents = 0;
        long ourCents = 0;
        for (JsonNode total : finished.json().path("totals")) {
            if (!total.path("outcome").asString().equals("NOT_A_PAYMENT")) {
                mpesaCents += total.path("mpesaCents").asLong();
                ourCents += total.path("ourCents").asLong();
            }
        }
        assertThat(finished.json().path("mpesaCents").asLong()).isEqualTo(mpesaCents);
        assertThat(finished.json().path("ourCents").asLong()).isEqualTo(ourCents);
        assertThat(finished.json().path("differenceCents").asLong()).isEqualTo(mpesaCents - ourCents);
        assertThat(itemsPageByPage(api, run)).hasSameSizeAs(csvLines(api, finished.text("run")));

        JsonNode ofSession =
                api.get("/api/reconciliation/session/" + session.id()).json();
        assertThat(ofSession.path("ours").get(0).path("receipt").asString()).isEqualTo(paid);
        JsonNode summary = api.get("/api/reconciliation/summary").json();
        assertThat(summary.path("today").path("ourPayments").asLong()).isPositive();
        assertThat(summary.path("month").path("ourCents").asLong())
                .isGreaterThanOrEqualTo(summary.path("today").path("ourCents").asLong());
        assertThat(api.get("/api/reconciliation/orphaned").status()).isEqualTo(200);

        TherapySession open = story.anApprovedSession();
        story.pay(open, story.aPhone());
        story.awaitState(open, AttemptState.PROMPTED);
        Answer asked = api.post("/api/reconciliation/verify/" + open.id(), Map.of());
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().path("prompts").asInt()).isOne();
        assertThat(api.post("/api/reconciliation/verify/" + session.id(), Map.of())
                        .problem())
                .isEqualTo("409 NOTHING_TO_ASK");
    }

    @Test
    @Tag("property-50")
    void whatIsRefusedSaysWhyInAProblemDocument() {
        ApiUser api = ApiUser.signedIn(app, admin.email());
        for (Map<String, String> days : List.of(
                Map.of("from", "2026-11-20"),
                Map.of("from", "2026-11-20", "to", "2026-11-19"),
                Map.of("from", "2026-11-20", "to", "2099-01-01"),
                Map.of("from", "2020-01-01", "to", "2026-11-19"),
                Map.of("from", "yesterday", "to", "today"))) {
            assertThat(api.post("/api/reconciliation/run", days).problem()).isEqualTo("422 BAD_PERIOD");
        }
        assertThat(api.get("/api/reconciliation/run/999999999").problem()).isEqualTo("404 NOT_FOUND");
        assertThat(api.get("/api/reconciliation/report?run=999999999").problem())
                .isEqualTo("404 NOT_FOUND");
        assertThat(api.get("/api/reconciliation/run?limit=0").problem()).isEqualTo("422 BAD_LIMIT");
        assertThat(api.get("/api/reconciliation/orphaned?after=x").problem()).isEqualTo("422 BAD_KEY");
        assertThat(api.get("/api/no-such-thing").problem()).isEqualTo("404 NOT_FOUND");
        assertThat(api.get("/api/auth/login").problem()).isEqualTo("405 METHOD_NOT_ALLOWED");
        assertThat(api.get("/api/auth/login").header("Allow")).isEqualTo("POST");

        ApiUser client = ApiUser.signedIn(app, data.aClient().email());
        assertThat(client.get("/api/reconciliation/summary").problem()).isEqualTo("403 NOT_ALLOWED");
        assertThat(ApiUser.nobody(app).get("/api/reconciliation/summary").problem())
                .isEqualTo("401 NOT_SIGNED_IN");
    }

    @Test
    @Tag("property-50")
    void nobodyButAnAdministratorHasAnUploadUnpackedAtAll() throws Exception {
        HttpRequest upload = HttpRequest.newBuilder(app.resolve("/admin/reconciliation/statements"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString("--x\r\nnot even a form"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(upload, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(403);
    }

    private Path statement() throws IOException {
        Path file = folder.resolve("ORG_600123_statement.csv");
        return Files.writeString(
                file,
                mpesa.statement(
                        session.merchant(),
                        StatementForm.PAYBILL,
                        mpesa.clock().instant().minus(Duration.ofDays(31)),
                        mpesa.clock().instant().plusSeconds(1)));
    }

    private Map<String, String> today() {
        String day = mpesa.clock()
                .instant()
                .atZone(ZoneId.of("Africa/Nairobi"))
                .toLocalDate()
                .toString();
        return Map.of("from", day, "to", day);
    }

    private void openItem(String receipt) {
        browser.await("table.cards", PATIENCE);
        browser.element("table.cards a.number");
        browser.driver().findElements(By.linkText(receipt)).get(0).sendKeys(Keys.ENTER);
        browser.await("#sides", PATIENCE);
    }

    private static List<Long> itemsPageByPage(ApiUser api, String run) {
        List<Long> numbers = new ArrayList<>();
        String after = "0";
        while (!after.isEmpty()) {
            JsonNode page =
                    api.get(run + "/items?show=all&limit=3&after=" + after).json();
            page.path("entries").forEach(item -> numbers.add(item.path("item").asLong()));
            after = page.path("next").asString("");
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        return numbers;
    }

    private static List<String> csvLines(ApiUser api, String run) {
        Answer csv = api.get("/api/reconciliation/report?run=" + run);
        assertThat(csv.header("Content-Type")).isEqualTo(ReportCsv.CONTENT_TYPE);
        return csv.response().body().lines().skip(1).toList();
    }
}
