package io.github.darajasdk.therapy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.platform.web.Moments;
import io.github.darajasdk.therapy.testing.Browser;
import io.github.darajasdk.therapy.testing.FreshDatabase;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.SimulatedMpesa;
import io.github.darajasdk.therapy.testing.TestData;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The demo as people use it, in a real browser: the client's page, the therapist's page and the simulated phone, each in
 * a window of its own. The pictures for the README are made here:
 *
 * <pre>{@code
 * ./mvnw -pl sample-therapy-app -am verify -Dit.test=RoadToPaidBrowserIT -Dsurefire.skip=true
 * cp sample-therapy-app/target/screenshots/payment-{waiting,paid}.png docs/images/
 * }</pre>
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "demo.simulator.port=0",
            "app.database.folder=target/browser-demo/postgres",
            "app.payment.limits.per-phone=100",
            "app.payment.limits.per-phone-per-day=100",
            "app.payment.limits.per-user=100"
        })
@ActiveProfiles("demo")
@ContextConfiguration(initializers = FreshDatabase.class)
@Import({SimulatedMpesa.OneClock.class, TestData.class, PaymentStory.class})
class RoadToPaidBrowserIT {

    /** Patience with this machine, not a promise: what is promised is measured and asserted apart. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static Browser browser;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Bookings bookings;

    @Autowired
    private PaymentStory story;

    @LocalServerPort
    private int port;

    private String page;
    private String phone;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void leaveNothingBehind() {
        mpesa.weather().fine();
        browser.oneWindow();
        browser.driver().manage().deleteAllCookies();
        // A page that is still open would go on asking, without its user's cookie, into the next test's console.
        browser.open(host("localhost") + "/login");
        browser.errors();
    }

    @Test
    @Tag("property-06")
    @Tag("property-11")
    @Tag("property-16")
    @Tag("property-24")
    @Tag("property-32")
    void aBookedApprovedAndPaidSessionIsConfirmedAndEverybodySeesItWithoutReloading() {
        phone = "254712345678";
        String client = browser.window();
        signIn(host("localhost"), "wanjiku@example.com", "smiling-steps");
        browser.size(360, 740).element("#book").click();
        chooseTherapist("Achieng Odhiambo");
        browser.driver().executeScript("document.getElementById('date').value = arguments[0]", daysFromNow(10));
        new Select(browser.element("#time")).selectByValue("14:00");
        browser.element("#request").click();
        assertThat(browser.await("#session", PATIENCE).getAttribute("data-status"))
                .isEqualTo("PENDING_APPROVAL");
        String sessionPage = browser.driver().getCurrentUrl();
        TherapySession session = session(sessionPage);

        // Another host name, so that the browser keeps another person's cookies.
        String therapist = browser.newWindow();
        signIn(host("127.0.0.1"), "achieng@example.com", "smiling-steps");
        String card = "#session-" + session.id();
        browser.size(360, 740).element(card + " .approve").click();
        browser.await(card + " .word.APPROVED", PATIENCE);
        stayHere();

        browser.use(client);
        browser.open(sessionPage).element("#go-pay").click();
        type("#phone", "0712345678");
        assertThat(browser.element("#phone").getAttribute("value"))
                .as("formatted while typing")
                .isEqualTo("0712 345 678");
        browser.element("#pay").click();
        awaitFace("PROMPT");
        stayHere();
        assertThat(browser.text()).contains("Check your phone", "0712 ••• 678", "KES 1,500");
        browser.screenshot("payment-waiting");

        String handset = browser.newWindow();
        browser.open(mpesa.baseUri() + "/phone?number=" + phone);
        type("#pin", "1234");
        browser.element("#pin-send").click();
        browser.await(() -> story.debits(phone).size() == 1, PATIENCE);
        long debitedAt = System.nanoTime();

        browser.use(client);
        awaitFace("PAID");
        long shownAfter = Duration.ofNanos(System.nanoTime() - debitedAt).toMillis();
        String receipt = browser.element("#receipt").getText();
        assertThat(receipt).isEqualTo(story.debits(phone).get(0).receipt());
        assertThat(stayed()).as("the page turned by itself").isTrue();
        assertThat(shownAfter).as("milliseconds from debit to Paid on the page").isLessThan(5_000);
        browser.screenshot("payment-paid");

        browser.use(therapist);
        assertThat(browser.await(card + " .word.PAID", Duration.ofSeconds(5)).getText())
                .isEqualTo("Paid");
        assertThat(browser.element(card).getText()).contains(receipt, "Confirmed");
        assertThat(stayed()).as("the therapist did not reload").isTrue();
        browser.use(handset);
        assertThat(browser.await("#messages li strong", PATIENCE).getText()).isNotBlank();
        assertThat(status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    @Tag("property-27")
    @Tag("property-28")
    void aCancelledPromptIsSaidSoAndCanBePaidAtOnce() {
        TherapySession session = anOpenPrompt();

        mpesa.phone(phone).cancel();

        awaitFace("FAILED");
        assertThat(browser.text()).contains("Payment cancelled", "No money left your account");
        assertThat(status(session)).isEqualTo(SessionStatus.APPROVED);
        browser.screenshot("road-cancelled");

        assertThat(browser.element("#phone").getAttribute("value"))
                .as("the number needs no second typing")
                .isEqualTo("0" + phone.substring(3, 6) + " " + phone.substring(6, 9) + " " + phone.substring(9));
        browser.element("#retry").click();
        awaitFace("PROMPT");
        mpesa.phone(phone).enterPin("1234");
        awaitFace("PAID");
        assertThat(status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(story.debits(phone)).hasSize(1);
    }

    @Test
    @Tag("property-28")
    @Tag("property-29")
    void aWrongPinAndAnEmptyWalletAreExplainedAndMayBeTriedAgain() {
        TherapySession session = anOpenPrompt();

        mpesa.phone(phone).enterPin("9999");
        awaitFace("FAILED");
        assertThat(browser.text()).contains("The PIN was wrong");
        assertThat(status(session)).isEqualTo(SessionStatus.APPROVED);
        browser.screenshot("road-wrong-pin");

        mpesa.subscriber(phone).balance(10);
        browser.element("#retry").click();
        awaitFace("PROMPT");
        mpesa.phone(phone).enterPin("1234");
        awaitFace("FAILED");
        assertThat(browser.text()).contains("Not enough money on M-PESA");
        assertThat(browser.has("#retry")).isTrue();
        assertThat(status(session)).isEqualTo(SessionStatus.APPROVED);
        browser.screenshot("road-no-money");
        assertThat(story.debits(phone)).isEmpty();
    }

    @Test
    @Tag("property-28")
    void anIgnoredPromptIsAskedForAgainBeforeAnotherTryIsOffered() {
        TherapySession session = anOpenPrompt();

        for (String face = "PROMPT"; !face.equals("FAILED"); ) {
            assertThat(browser.has("#retry")).as("no retry while it is " + face).isFalse();
            assertThat(browser.text()).doesNotContainIgnoringCase("failed");
            story.after(Duration.ofSeconds(10));
            browser.settle();
            face = face();
            if (face.equals("CONFIRMING")) {
                browser.screenshot("road-ignored-confirming");
            }
        }

        assertThat(browser.text()).contains("No answer came from your phone", "No money left your account");
        assertThat(browser.has("#retry")).isTrue();
        assertThat(status(session)).isEqualTo(SessionStatus.APPROVED);
        browser.screenshot("road-ignored");
    }

    @Test
    @Tag("property-14")
    @Tag("property-31")
    void silenceIsCalledNoAnswerAndIsReleasedOnlyByThePayer() {
        TherapySession session = anApprovedSessionOpenOnItsPayPage();
        mpesa.nextPush(PushMatch.number(phone)).customer(CustomerScript.neverEnds());
        pay();
        awaitFace("PROMPT");

        story.untilAfter(
                Duration.ofSeconds(20),
                12,
                () -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.TIMED_OUT));
        awaitFace("TIMED_OUT");
        assertThat(browser.text())
                .contains("No answer yet", "Look at your M-PESA messages")
                .doesNotContain("ailed");
        assertThat(browser.has("#release")).isFalse();

        story.untilAfter(
                Duration.ofSeconds(30),
                20,
                () -> assertThat(story.latest(session).releasable()).isTrue());
        browser.await("#release", Duration.ofSeconds(20));
        browser.screenshot("road-releasable");
        browser.element("input[name=notCharged]").click();
        browser.element("#release").click();
        awaitFace("RELEASED");
        assertThat(browser.has("#retry")).isTrue();
        assertThat(status(session)).isEqualTo(SessionStatus.APPROVED);
    }

    @Test
    @Tag("property-55")
    void aPushThatWasProvablyNotTakenIsShownAsWaitingAndCanBeCancelled() {
        anApprovedSessionOpenOnItsPayPage();
        mpesa.weather().fault(Weather.Area.PUSH, GatewayFault.SPIKE_ARREST);
        pay();

        awaitFace("QUEUED");
        assertThat(browser.text()).contains("M-PESA is not answering. Nothing was sent.", "We try again in");
        browser.element("#cancel").click();
        awaitFace("NOT_SENT");
        assertThat(browser.has("#retry")).isTrue();
    }

    @Test
    void theWholeRoadCanBeWalkedWithTheKeyboardAlone() {
        TherapySession session = anApprovedSessionOpenOnItsPayPage();

        tabTo("phone");
        keys("0" + phone.substring(3));
        tabTo("pay");
        keys(Keys.ENTER);
        awaitFace("PROMPT");
        tabToHelp();
        keys(Keys.ENTER);
        assertThat(browser.element("#help").getAttribute("open")).isNotNull();

        mpesa.phone(phone).enterPin("1234");

        awaitFace("PAID");
        assertThat(browser.driver().switchTo().activeElement().getTagName())
                .as("where the keyboard is when what it stood on is gone")
                .isEqualTo("h1");
        assertThat(status(session)).isEqualTo(SessionStatus.CONFIRMED);
    }

    @Test
    void withoutScriptTheFormWorksAndThePageTurnsAllTheSame() {
        TherapySession session = anApprovedSessionOpenOnItsPayPage();
        browser.script(false);
        try {
            browser.open(page);
            pay();
            awaitFace("PROMPT");
            mpesa.phone(phone).enterPin("1234");
            awaitFace("PAID");
        } finally {
            browser.script(true);
        }
        assertThat(status(session)).isEqualTo(SessionStatus.CONFIRMED);
    }

    private TherapySession anOpenPrompt() {
        TherapySession session = anApprovedSessionOpenOnItsPayPage();
        pay();
        awaitFace("PROMPT");
        return session;
    }

    private TherapySession anApprovedSessionOpenOnItsPayPage() {
        TherapySession session = story.anApprovedSession();
        phone = story.aPhone();
        String email = accounts.find(session.clientId()).orElseThrow().email();
        signIn(host("localhost"), email, TestData.PASSWORD);
        page = host("localhost") + "/client/sessions/" + session.id() + "/pay";
        browser.size(360, 740).open(page);
        return session;
    }

    private void pay() {
        type("#phone", "0" + phone.substring(3));
        browser.element("#pay").click();
    }

    private void signIn(String host, String email, String password) {
        browser.open(host + "/login?lang=en");
        type("#username", email);
        type("#password", password);
        browser.element("#sign-in").click();
        browser.await("#board", PATIENCE);
    }

    private void chooseTherapist(String name) {
        for (WebElement choice : browser.driver().findElements(By.cssSelector("label.choice"))) {
            if (choice.getText().contains(name)) {
                choice.click();
                return;
            }
        }
        throw new AssertionError(name + " cannot be chosen on: " + browser.text());
    }

    private String daysFromNow(int days) {
        return LocalDate.ofInstant(mpesa.clock().instant(), Moments.NAIROBI)
                .plusDays(days)
                .toString();
    }

    private static void type(String field, String text) {
        WebElement element = browser.element(field);
        element.clear();
        element.sendKeys(text);
    }

    private static void keys(CharSequence... keys) {
        browser.driver().switchTo().activeElement().sendKeys(keys);
    }

    private static void tabTo(String id) {
        for (int i = 0; i < 30; i++) {
            keys(Keys.TAB);
            if (id.equals(browser.driver().switchTo().activeElement().getAttribute("id"))) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach #" + id);
    }

    private static void tabToHelp() {
        for (int i = 0; i < 30; i++) {
            keys(Keys.TAB);
            if ("summary".equals(browser.driver().switchTo().activeElement().getTagName())) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach the help");
    }

    private static void awaitFace(String face) {
        browser.await("#payment-status[data-face=" + face + "]", PATIENCE);
    }

    private static String face() {
        return browser.element("#payment-status").getAttribute("data-face");
    }

    private static void stayHere() {
        browser.driver().executeScript("window.stayed = true");
    }

    private static boolean stayed() {
        return Boolean.TRUE.equals(browser.driver().executeScript("return window.stayed === true"));
    }

    private TherapySession session(String sessionPage) {
        List<String> parts = List.of(URI.create(sessionPage).getPath().split("/"));
        return bookings.find(SessionId.of(parts.get(3))).orElseThrow();
    }

    private SessionStatus status(TherapySession session) {
        return bookings.find(session.id()).orElseThrow().status();
    }

    private String host(String name) {
        return "http://" + name + ":" + port;
    }
}
