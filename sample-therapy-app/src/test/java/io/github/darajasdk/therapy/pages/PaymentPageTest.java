package io.github.darajasdk.therapy.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentRefusedException.Reason;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What the payment page says and offers in every state, and what its forms do. */
@SpringBootTest(classes = PagesApp.class)
@AutoConfigureMockMvc
class PaymentPageTest {

    private static final String KEY = "0192f0aa-1111-7abc-8def-0123456789ab";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Practice practice;

    private TherapySession session;

    @BeforeEach
    void signInWithAnApprovedSession() {
        practice.clear();
        practice.signedIn = Optional.of(Practice.CLIENT);
        session = practice.session(1, SessionStatus.APPROVED, Practice.NOW.plus(Duration.ofDays(4)));
    }

    @Test
    @Tag("property-06")
    void anApprovedSessionOffersToPayWithTheExactPriceAndDay() {
        String page = page();

        assertThat(page).contains("Pay KES 1,500 for your session on Tue 24 Nov, 10:00", "id=\"pay\"", "id=\"phone\"");
        assertThat(page).contains("Pay with M-PESA").doesNotContain("id=\"retry\"");
    }

    @Test
    void theFormCarriesANewIdempotencyKeyEachTimeItIsRendered() {
        String pattern = "(?s).*name=\"key\" value=\"([0-9a-f-]{36})\".*";
        String first = page().replaceFirst(pattern, "$1");
        String second = page().replaceFirst(pattern, "$1");

        assertThat(first).hasSize(36).isNotEqualTo(second);
    }

    @Test
    void payingSendsPhoneAndKeyAndLeadsBackToThePage() {
        assertThat(post("/pay", "phone", " 0712 345 678 ", "key", KEY))
                .redirectedUrl()
                .isEqualTo(url("/pay"));
        assertThat(practice.calls)
                .containsExactly(
                        "initiate " + session.id() + " by " + Practice.CLIENT.id() + " phone 0712 345 678 key " + KEY);
    }

    @Test
    void aFormWithoutAKeySendsNothing() {
        assertThat(post("/pay", "phone", "0712345678"))
                .hasStatus(422)
                .bodyText()
                .contains("Nothing was sent");
        assertThat(post("/pay", "phone", "0712345678", "key", "x y")).hasStatus(422);
        assertThat(practice.calls).isEmpty();
    }

    @Test
    @Tag("property-09")
    void anInvalidNumberIsNamedWithTheRightFormAndStaysInTheField() {
        practice.refusal = Optional.of(Reason.INVALID_PHONE);

        MvcTestResult result = post("/pay", "phone", "12\"><b>", "key", KEY);

        assertThat(result).hasStatus(422);
        assertThat(result).bodyText().contains("0712 345 678", "0110 345 678", "value=\"12&quot;&gt;&lt;b&gt;\"");
        assertThat(result).bodyText().contains("aria-invalid=\"true\"");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonToRefuseIsAnsweredWithAPageAndNeverWithAnError(Reason reason) {
        practice.refusal = Optional.of(reason);

        int status =
                post("/pay", "phone", "0712345678", "key", KEY).getResponse().getStatus();

        assertThat(status).isIn(302, 404, 422);
    }

    @Test
    void whileMpesaIsContactedNothingCanBePressed() {
        show(Views.attempt(AttemptState.SENDING).sentAgo(1));

        assertThat(page())
                .contains("Contacting M-PESA…", "data-state=\"SENDING\"")
                .doesNotContain("pay-form");
    }

    @Test
    @Tag("property-55")
    void afterTwoSecondsThePayerReadsThatMpesaIsSlowAndNotToPayTwice() {
        show(Views.attempt(AttemptState.SENDING).sentAgo(2));

        assertThat(page()).contains("M-PESA is slow to answer.", "Please do not pay in another way meanwhile");
    }

    @Test
    @Tag("property-55")
    void aQueuedAttemptSaysThatNothingWasSentAndCanBeCancelled() {
        show(Views.attempt(AttemptState.QUEUED));

        assertThat(page()).contains("M-PESA is not answering. Nothing was sent.", "0:27", "id=\"cancel\"");

        assertThat(post("/pay/cancel", "attempt", Views.ATTEMPT.toString()))
                .redirectedUrl()
                .isEqualTo(url("/pay"));
        assertThat(practice.calls).containsExactly("cancelUnsent " + Views.ATTEMPT + " by " + Practice.CLIENT.id());
    }

    @Test
    void cancellingOrReleasingAnotherAttemptThanTheOneShownDoesNothing() {
        show(Views.attempt(AttemptState.QUEUED));

        post("/pay/cancel", "attempt", "00000000-0000-0000-0000-000000000000");
        post("/pay/cancel");
        post("/pay/release", "attempt", "' or 1=1", "notCharged", "true");

        assertThat(practice.calls).isEmpty();
    }

    @Test
    @Tag("property-11")
    @Tag("property-17")
    void anOpenPromptShowsThePhoneAndTheSecondsLeft() {
        show(Views.attempt(AttemptState.PROMPTED).sentAgo(18));

        assertThat(page()).contains("Check your phone", "0712 ••• 678", "data-seconds=\"42\"", "data-total=\"60\"");
    }

    @Test
    @Tag("property-15")
    void anOpenPromptIsAskedForEveryThreeSecondsWhenTheStreamIsAway() {
        show(Views.attempt(AttemptState.PROMPTED));

        assertThat(page()).contains("data-poll=\"3\"", "data-live=\"" + url("/live") + "\"");
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 61, 119})
    void whenThePromptsTimeIsOverThePageChecksAndSaysNothingOfFailure(long seconds) {
        show(Views.attempt(AttemptState.PROMPTED).sentAgo(seconds));

        assertThat(page())
                .contains("We are checking with M-PESA", "data-face=\"PROMPT_OVER\"")
                .doesNotContainIgnoringCase("failed")
                .doesNotContain("id=\"retry\"", "id=\"pay\"");
    }

    @Test
    void aSoftEndIsConfirmedBeforeARetryIsOffered() {
        show(Views.attempt(AttemptState.PROMPTED).sentAgo(30).code("1037").confirming());

        assertThat(page())
                .contains("No answer came from your phone", "once more to be sure, before you try again")
                .doesNotContain("id=\"retry\"");
    }

    @Test
    void anUnclearSendingWarnsNotToPayTwice() {
        show(Views.attempt(AttemptState.UNCLEAR));

        assertThat(page())
                .contains("We are checking with M-PESA", "Do not pay twice")
                .doesNotContain("pay-form");
    }

    @Test
    @Tag("property-14")
    @Tag("property-31")
    void aTimedOutAttemptSendsThePayerToTheMpesaMessagesAndIsNotCalledFailed() {
        show(Views.attempt(AttemptState.TIMED_OUT).sentAgo(130));

        assertThat(page())
                .contains("No answer yet", "Look at your M-PESA messages", "data-poll=\"15\"")
                .doesNotContainIgnoringCase("failed")
                .doesNotContain("id=\"release\"", "id=\"retry\"");
    }

    @Test
    void aTimedOutAttemptIsReleasedOnlyByThePayersOwnStatement() {
        show(Views.attempt(AttemptState.TIMED_OUT).sentAgo(310).releasable());

        assertThat(page()).contains("id=\"release\"", "No M-PESA message came and no money left my account.");

        post("/pay/release", "attempt", Views.ATTEMPT.toString());
        assertThat(practice.calls).as("without the statement").isEmpty();

        post("/pay/release", "attempt", Views.ATTEMPT.toString(), "notCharged", "true");
        assertThat(practice.calls).containsExactly("release " + Views.ATTEMPT + " by " + Practice.CLIENT.id());
    }

    @Test
    void aReleaseThatIsNotAllowedIsAnswered() {
        show(Views.attempt(AttemptState.TIMED_OUT).sentAgo(310).releasable());
        practice.refusal = Optional.of(Reason.RELEASE_NOT_ALLOWED);

        assertThat(post("/pay/release", "attempt", Views.ATTEMPT.toString(), "notCharged", "true"))
                .redirectedUrl()
                .isEqualTo(url("/pay"));
    }

    @Test
    void afterTheReleaseAnewPaymentIsOfferedAndTheOldOneIsStillWatched() {
        show(Views.attempt(AttemptState.TIMED_OUT).sentAgo(400).payable());

        assertThat(page()).contains("You can pay again", "still being watched", "id=\"retry\"", "data-live=");
    }

    @Test
    @Tag("property-24")
    void aPaidSessionShowsReceiptAmountDateAndPeople() {
        session = practice.session(1, SessionStatus.CONFIRMED, Practice.NOW.plus(Duration.ofDays(4)));
        show(Views.attempt(AttemptState.PAID).receipt());

        assertThat(page())
                .contains("Paid", "id=\"receipt\"", Views.RECEIPT, "KES 1,500", "Tue 24 Nov, 10:00", "Amina Yusuf")
                .doesNotContain("data-live=", "pay-form");
    }

    @Test
    @Tag("property-23")
    void aPaymentKnownWithoutItsReceiptSaysThatItFollows() {
        session = practice.session(1, SessionStatus.CONFIRMED, Practice.NOW.plus(Duration.ofDays(4)));
        show(Views.attempt(AttemptState.PAID));

        assertThat(page())
                .contains("Paid. Receipt follows", "Your session is confirmed", "data-live=")
                .doesNotContain("id=\"receipt\"");
    }

    @Test
    void moneyOfTheWrongAmountIsNotCalledAConfirmedSession() {
        show(Views.attempt(AttemptState.PAID).receipt().underReview());

        assertThat(page())
                .contains("Your payment has arrived", "Please do not pay again")
                .doesNotContain("is confirmed", "pay-form");
    }

    @Test
    void moneyForACancelledSessionIsPromisedBack() {
        session = practice.session(1, SessionStatus.CANCELLED, Practice.NOW.plus(Duration.ofDays(4)));
        show(Views.attempt(AttemptState.PAID).receipt().underReview());

        assertThat(page()).contains("KES 1,500 is coming back to you").doesNotContain("pay-form");
    }

    @Test
    @Tag("property-27")
    void aCancelledPromptOffersARetryAtOnce() {
        show(Views.attempt(AttemptState.FAILED).code("1032").payable());

        assertThat(page())
                .contains("Payment cancelled", "Sentence of 1032.", "No money left your account", "id=\"retry\"");
    }

    @Test
    void aSoftEndThatWasConfirmedIsNoLongerBeingMadeSureOf() {
        show(Views.attempt(AttemptState.FAILED).code("1037").payable());

        assertThat(page())
                .contains("No answer came from your phone", "not answered in time", "id=\"retry\"")
                .doesNotContain("Sentence of 1037.");
    }

    @Test
    @Tag("property-29")
    void aFailureThatNeedsAWaitCountsDownInsteadOfOfferingTheButton() {
        show(Views.attempt(AttemptState.FAILED).code("17").payableIn(125));

        assertThat(page())
                .contains("You can try again in", "2:05", "data-seconds=\"125\"")
                .doesNotContain("id=\"retry\"", "id=\"pay\"");
    }

    @Test
    void aFailureThatNoRetryCanMendOffersNone() {
        show(Views.attempt(AttemptState.FAILED).code("2028"));

        assertThat(page())
                .contains("The payment did not go through", "Sentence of 2028.")
                .doesNotContain("pay-form");
    }

    @Test
    void aReversedPaymentSaysWhereTheMoneyWent() {
        show(Views.attempt(AttemptState.REVERSED).receipt().payable());
        assertThat(page()).contains("M-PESA took this payment back", "KES 1,500 went back", "id=\"retry\"");

        show(Views.attempt(AttemptState.REVERSED).receipt().refunded());
        assertThat(page()).contains("Your money was returned");
    }

    @Test
    void aSessionThatWaitsForApprovalAsksForNoMoney() {
        session = practice.session(1, SessionStatus.PENDING_APPROVAL, Practice.NOW.plus(Duration.ofDays(4)));
        practice.pay(session.id(), Views.notPayable(session.id()));

        assertThat(page()).contains("There is nothing to pay now").doesNotContain("pay-form", "id=\"phone\"");
    }

    @ParameterizedTest
    @EnumSource(AttemptState.class)
    void theFragmentSaysWhatThePageSays(AttemptState state) {
        show(Views.attempt(state).code("1032"));

        String page = page();
        String fragment = body(get("/pay/status"));

        assertThat(fragment.strip())
                .startsWith("<section id=\"payment-status\"")
                .endsWith("</section>");
        assertThat(withoutKeys(page)).contains(withoutKeys(fragment.strip()));
    }

    @Test
    void aReaderThatHasTheLatestGetsNoBody() {
        show(Views.attempt(AttemptState.PROMPTED));
        String seen = body(get("/pay/status")).replaceFirst("(?s).*seen=([0-9a-f]+)\".*", "$1");

        assertThat(get("/pay/status?seen=" + seen)).hasStatus(204);

        show(Views.attempt(AttemptState.FAILED).code("1032").payable());
        assertThat(get("/pay/status?seen=" + seen)).hasStatusOk().bodyText().contains("Payment cancelled");
    }

    @ParameterizedTest
    @EnumSource(AttemptState.class)
    void pagesRefreshThemselvesWithoutScriptExactlyWhileSomethingMayStillCome(AttemptState state) {
        show(Views.attempt(state).receipt());

        boolean refreshes = page().contains("<noscript><meta http-equiv=\"refresh\"");

        assertThat(refreshes).isEqualTo(state.isOpen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pay", "/pay/status", "/live", "", "/calendar.ics"})
    void someoneElsesOrAnUnknownSessionIsNotFound(String page) {
        practice.signedIn = Optional.of(Practice.OTHER_CLIENT);
        assertThat(get(page)).hasStatus(404);

        practice.signedIn = Optional.of(Practice.CLIENT);
        for (String id : new String[] {"00000000-0000-0000-0000-000000000000", "1", "1-1-1-1-1", "not-an-id", "ü"}) {
            assertThat(mvc.get().uri("/client/sessions/{id}" + page, id).exchange())
                    .as(id)
                    .hasStatus(404);
        }
        assertThat(practice.calls).isEmpty();
    }

    @Test
    void theLiveStreamIsOfThisSessionOnly() {
        mvc.get().uri(url("/live")).asyncExchange();

        assertThat(practice.calls).containsExactly("stream session:" + session.id());
    }

    @Test
    @Tag("property-78")
    void testModeIsWrittenOnThePage() {
        assertThat(page()).contains("TEST MODE · SIMULATOR");
    }

    @Test
    void nothingInlineAndNothingFromElsewhere() {
        show(Views.attempt(AttemptState.PROMPTED));

        assertThat(page())
                .doesNotContainPattern("(?i) on[a-z]+=")
                .doesNotContainPattern("(?i) style=")
                .doesNotContainPattern("(?i)<script(?![^>]*src=)")
                .doesNotContainPattern("(?i)(src|href)=\"(https?:)?//");
    }

    @Test
    void titleAndCalendarNameThePracticeAndNothingMore() {
        assertThat(page()).contains("<title>Smiling Steps</title>");
        assertThat(body(get("/calendar.ics")))
                .contains("DTSTART:20261124T070000Z", "DTEND:20261124T080000Z", "SUMMARY:Smiling Steps")
                .doesNotContainIgnoringCase("therap");
    }

    private void show(Views view) {
        practice.pay(session.id(), view.of(session.id()));
    }

    private String page() {
        MvcTestResult result = get("/pay");
        assertThat(result).hasStatusOk();
        return body(result);
    }

    private String url(String page) {
        return "/client/sessions/" + session.id() + page;
    }

    private MvcTestResult get(String page) {
        return mvc.get().uri(url(page)).exchange();
    }

    private MvcTestResult post(String page, String... parameters) {
        var request = mvc.post().uri(url(page)).with(SecurityMockMvcRequestPostProcessors.csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString().replace('\u00a0', ' ');
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static String withoutKeys(String html) {
        return html.replaceAll("name=\"(key|_csrf)\" value=\"[^\"]*\"", "$1");
    }
}
