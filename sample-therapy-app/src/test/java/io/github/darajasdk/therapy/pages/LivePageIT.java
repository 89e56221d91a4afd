package io.github.darajasdk.therapy.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.reconciliation.RunState;
import io.github.darajasdk.therapy.testing.Browser;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an open page does by itself: by the stream, without it, when its countdown ends, and while somebody types. */
@SpringBootTest(classes = PagesApp.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class LivePageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static Browser browser;

    @Autowired
    private Practice practice;

    @LocalServerPort
    private int port;

    private TherapySession session;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.start().size(360, 740);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void signIn() {
        practice.clear();
        practice.signedIn = Optional.of(Practice.CLIENT);
        session = practice.session(1, SessionStatus.APPROVED, Practice.NOW.plus(Duration.ofDays(4)));
    }

    @Test
    @Tag("property-16")
    void aChangeToldByTheStreamIsShownAtOnce() {
        open(Views.attempt(AttemptState.PROMPTED));
        browser.await(() -> practice.calls.contains("stream session:" + session.id()), PATIENCE);

        show(Views.attempt(AttemptState.FAILED).code("1032").payable());
        practice.changed();

        // Well before the page would have asked by itself.
        browser.await("[data-face=FAILED]", Duration.ofMillis(2_500));
    }

    @Test
    @Tag("property-15")
    void withoutTheStreamThePageAsksEveryThreeSeconds() {
        practice.streamsAreRefused = true;
        open(Views.attempt(AttemptState.PROMPTED));

        show(Views.attempt(AttemptState.FAILED).code("1032").payable());

        browser.await("[data-face=FAILED]", PATIENCE);
        assertThat(practice.calls).noneMatch(call -> call.startsWith("stream"));
    }

    @Test
    void theEndOfTheCountdownIsCheckingAndNeverFailure() {
        open(Views.attempt(AttemptState.PROMPTED).sentAgo(57));
        show(Views.attempt(AttemptState.PROMPTED).sentAgo(61));

        browser.await("[data-face=PROMPT_OVER]", PATIENCE);

        assertThat(browser.text()).contains("We are checking with M-PESA").doesNotContainIgnoringCase("failed");
    }

    @Test
    @Tag("property-29")
    void theEndOfAWaitBringsTheButtonAndKeepsWhatWasTyped() {
        open(Views.attempt(AttemptState.FAILED).code("17").payableIn(3));
        assertThat(browser.has("#retry")).isFalse();
        browser.element("#phone").sendKeys("0712345678");
        show(Views.attempt(AttemptState.FAILED).code("17").payable());

        browser.await("#retry", PATIENCE);

        assertThat(phone()).isEqualTo("0712 345 678");
        assertThat(browser.driver().switchTo().activeElement().getAttribute("id"))
                .as("where the cursor is")
                .isEqualTo("phone");
    }

    @Test
    @Tag("property-07")
    void aNumberIsGroupedWhileItIsTypedPastedAndMended() {
        open(null);
        WebElement field = browser.element("#phone");

        field.sendKeys("+254712345678");
        assertThat(phone()).isEqualTo("+254 712 345 678");

        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), "0110-345678");
        assertThat(phone()).isEqualTo("0110 345 678");

        field.sendKeys(Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.DELETE, "2");
        assertThat(phone()).as("a digit in the middle").isEqualTo("0120 345 678");
        assertThat(browser.driver().executeScript("return document.activeElement.selectionStart"))
                .as("the cursor stays behind that digit")
                .isEqualTo(3L);
    }

    @Test
    void aComparisonIsStoppedResumedAndShowsItsEndByItselfWithTheKeyboardAlone() {
        practice.signedIn = Optional.of(Practice.ADMIN);
        browser.open("http://localhost:" + port + "/admin/reconciliation/runs/2?lang=en");
        assertThat(browser.element("#rows").getText()).isEqualTo("9,000 of 24,000 rows · about 1:12 left");

        browser.element("#cancel").sendKeys(Keys.ENTER);
        browser.await("#run-status[data-state=CANCELLED]", PATIENCE);
        browser.element("#resume").sendKeys(Keys.ENTER);
        browser.await("#run-status[data-state=RUNNING]", PATIENCE);
        assertThat(practice.books.calls)
                .containsExactly("cancel 2 by " + Practice.ADMIN.id(), "resume 2 by " + Practice.ADMIN.id());

        browser.await(() -> practice.calls.contains("stream reconciliation:2"), PATIENCE);
        practice.books.secondRun = RunState.FINISHED;
        practice.changed();

        browser.await("#run-status[data-state=FINISHED] #sums", PATIENCE);
        assertThat(browser.element("#sum-all").getText()).contains("KES 4,499");
    }

    private void open(Views view) {
        if (view != null) {
            show(view);
        }
        browser.open("http://localhost:" + port + "/login");
        browser.driver().executeScript("sessionStorage.clear()");
        browser.open("http://localhost:" + port + "/client/sessions/" + session.id() + "/pay?lang=en");
    }

    private void show(Views view) {
        practice.pay(session.id(), view.of(session.id()));
    }

    private static String phone() {
        return browser.element("#phone").getAttribute("value");
    }
}
