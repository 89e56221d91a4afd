package io.github.darajasdk.therapy.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.payment.AttemptState;
import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Sign-in, first pages by role, booking, and what a therapist does about a request. */
@SpringBootTest(classes = PagesApp.class)
@AutoConfigureMockMvc
class DashboardPagesTest {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Practice practice;

    @BeforeEach
    void clear() {
        practice.clear();
    }

    @Test
    void theFirstAddressLeadsEachToTheirOwnPage() {
        assertThat(get("/")).redirectedUrl().isEqualTo("/login");
        practice.signedIn = Optional.of(Practice.CLIENT);
        assertThat(get("/")).redirectedUrl().isEqualTo("/client");
        practice.signedIn = Optional.of(Practice.THERAPIST);
        assertThat(get("/")).redirectedUrl().isEqualTo("/therapist");
        practice.signedIn = Optional.of(Practice.ADMIN);
        assertThat(get("/")).redirectedUrl().isEqualTo("/admin");
    }

    @ParameterizedTest
    @CsvSource({"error, do not go together", "wait, tried too often", "logout, signed out"})
    void theSignInPageSaysWhatHappened(String parameter, String words) {
        assertThat(body(get("/login?" + parameter))).contains(words, "name=\"username\"", "name=\"password\"", "_csrf");
    }

    @Test
    void aLinkChoosesTheLanguageAndACookieRemembersIt() {
        MvcTestResult chosen = get("/login?lang=sw");

        assertThat(body(chosen)).contains("lang=\"sw\"", "Karibu tena");
        assertThat(chosen).cookies().hasValue("language", "sw");
        assertThat(body(mvc.get()
                        .uri("/login")
                        .cookie(chosen.getResponse().getCookie("language"))
                        .exchange()))
                .contains("Karibu tena");
        assertThat(body(get("/login?lang=xx"))).contains("Welcome back");
        assertThat(body(mvc.get()
                        .uri("/login")
                        .cookie(new Cookie("language", "fr-<b>"))
                        .exchange()))
                .contains("Welcome back");
        assertThat(body(mvc.get()
                        .uri("/login")
                        .header("Accept-Language", "sw-KE,en;q=0.5")
                        .exchange()))
                .contains("Karibu tena");
    }

    @Test
    void theClientSeesTheNextSessionWhatIsToPayAndTheHistoryWithReceipts() {
        practice.signedIn = Optional.of(Practice.CLIENT);
        TherapySession toPay = practice.session(1, SessionStatus.APPROVED, in(4));
        practice.session(2, SessionStatus.PENDING_APPROVAL, in(2));
        TherapySession past = practice.session(3, SessionStatus.COMPLETED, in(-8));
        practice.pay(past.id(), Views.attempt(AttemptState.PAID).receipt().of(past.id()));

        String page = body(get("/client"));

        assertThat(page)
                .containsSubsequence(
                        "Your next session",
                        "Sun 22 Nov",
                        "Pending Approval",
                        "To pay",
                        "Tue 24 Nov",
                        "/client/sessions/" + toPay.id() + "/pay",
                        "Earlier",
                        Views.RECEIPT);
    }

    @Test
    void aClientSeesNobodyElsesSessions() {
        practice.session(1, SessionStatus.APPROVED, in(4));
        practice.signedIn = Optional.of(Practice.OTHER_CLIENT);

        assertThat(body(get("/client"))).contains("No session ahead").doesNotContain("BK2041", "Tue 24 Nov");
    }

    @Test
    @Tag("property-33")
    @Tag("property-34")
    @Tag("property-36")
    void theTherapistSeesWordShapeAndReceiptOfEachPayment() {
        practice.signedIn = Optional.of(Practice.THERAPIST);
        TherapySession paid = practice.session(1, SessionStatus.CONFIRMED, Practice.NOW.plus(Duration.ofHours(2)));
        practice.pay(paid.id(), Views.attempt(AttemptState.PAID).receipt().of(paid.id()));
        TherapySession unpaid = practice.session(2, SessionStatus.APPROVED, Practice.NOW.plus(Duration.ofHours(4)));

        String page = body(get("/therapist"));

        assertThat(card(page, paid)).contains("is-paid", "class=\"word PAID\">Paid", Views.RECEIPT, "Wanjiru Kamau");
        assertThat(card(page, unpaid))
                .contains("class=\"word PENDING\">Pending")
                .doesNotContain("is-paid", "Receipt");
    }

    @Test
    void aRequestCanBeApprovedOrDeclinedByItsTherapistOnly() {
        TherapySession session = practice.session(1, SessionStatus.PENDING_APPROVAL, in(4));
        practice.signedIn = Optional.of(Practice.THERAPIST);

        assertThat(body(get("/therapist"))).contains("/therapist/sessions/" + session.id() + "/approve");
        assertThat(post("/therapist/sessions/" + session.id() + "/approve"))
                .redirectedUrl()
                .isEqualTo("/therapist");
        assertThat(post("/therapist/sessions/" + session.id() + "/decline", "reason", "x".repeat(900)))
                .redirectedUrl()
                .isEqualTo("/therapist");
        assertThat(practice.calls)
                .containsExactly(
                        "approve " + session.id() + " by " + Practice.THERAPIST.id(),
                        "decline " + session.id() + " by " + Practice.THERAPIST.id() + ": " + "x".repeat(200));

        practice.signedIn = Optional.of(Practice.OTHER_THERAPIST);
        assertThat(post("/therapist/sessions/" + session.id() + "/approve")).hasStatus(404);
    }

    @Test
    void aChangeThatComesTooLateIsExplained() {
        TherapySession session = practice.session(1, SessionStatus.CANCELLED, in(4));
        practice.sessionsHaveMovedOn = true;
        practice.signedIn = Optional.of(Practice.THERAPIST);
        assertThat(post("/therapist/sessions/" + session.id() + "/approve"))
                .flash()
                .containsKey("notice");

        practice.signedIn = Optional.of(Practice.CLIENT);
        assertThat(post("/client/sessions/" + session.id() + "/cancel")).flash().containsKey("notice");
    }

    @Test
    @Tag("property-32")
    void theTherapistsPageIsLiveAndAskedForOnlyWhenSomethingChanged() {
        TherapySession session = practice.session(1, SessionStatus.APPROVED, in(1));
        practice.signedIn = Optional.of(Practice.THERAPIST);

        String page = body(get("/therapist"));
        String board = page.replaceFirst("(?s).*hx-get=\"([^\"]+)\".*", "$1");

        assertThat(page).contains("data-live=\"/therapist/live\"", "data-poll=\"3\"");
        assertThat(get(board)).hasStatus(204);
        practice.pay(session.id(), Views.attempt(AttemptState.PAID).receipt().of(session.id()));
        assertThat(body(get(board))).startsWith("<div id=\"board\"").contains(Views.RECEIPT);

        mvc.get().uri("/therapist/live").asyncExchange();
        assertThat(practice.calls)
                .containsExactly("stream therapist:" + Practice.THERAPIST.id() + " session:" + session.id());
    }

    @Test
    @Tag("property-01")
    void bookingShowsThePriceAndAsksForTheSessionAtNairobiTime() {
        practice.signedIn = Optional.of(Practice.CLIENT);
        assertThat(body(get("/client/book"))).contains("Amina Yusuf", "KES 1,500", "Daniel Mutua", "KES 2,000");

        MvcTestResult booked = post(
                "/client/book", "therapist", Practice.THERAPIST.id().toString(), "date", "2026-11-24", "time", "14:00");

        assertThat(booked).hasStatus3xxRedirection();
        assertThat(practice.calls).containsExactly("request " + Practice.THERAPIST.id() + " 2026-11-24T11:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "x, 2026-11-24, 14:00, whom you would like",
        "ok, 24/11/2026, 14:00, choose a day",
        "ok, 2026-11-19, 14:00, from today up to 90 days",
        "ok, +999999999-12-31, 14:00, from today up to 90 days",
        "ok, 2027-03-01, 14:00, from today up to 90 days",
        "ok, 2026-11-24, 14:30, choose a time",
        "ok, 2026-11-20, 09:00, has passed"
    })
    void aFormThatCannotBeBookedIsShownAgainWithTheReason(String therapist, String date, String time, String words) {
        practice.signedIn = Optional.of(Practice.CLIENT);

        MvcTestResult result = post(
                "/client/book",
                "therapist",
                therapist.equals("ok") ? Practice.THERAPIST.id().toString() : therapist,
                "date",
                date,
                "time",
                time);

        assertThat(result).hasStatus(422);
        assertThat(body(result)).contains(words);
        assertThat(practice.calls).isEmpty();
    }

    @Test
    void anEmptyBookingFormIsAnsweredWithAllThatIsMissing() {
        practice.signedIn = Optional.of(Practice.CLIENT);

        MvcTestResult result = post("/client/book");

        assertThat(result).hasStatus(422);
        assertThat(body(result)).contains("therapist-error", "date-error", "time-error");
    }

    @Test
    void aTimeThatWasTakenMeanwhileIsExplained() {
        practice.signedIn = Optional.of(Practice.CLIENT);
        practice.sessionsHaveMovedOn = true;

        MvcTestResult result = post(
                "/client/book", "therapist", Practice.THERAPIST.id().toString(), "date", "2026-11-24", "time", "14:00");

        assertThat(result).hasStatus(422);
        assertThat(body(result)).contains("just taken");
    }

    @Test
    void theAdministratorSeesEverySessionWithItsPaymentWord() {
        practice.signedIn = Optional.of(Practice.ADMIN);
        TherapySession paid = practice.session(1, SessionStatus.CONFIRMED, in(1));
        practice.pay(paid.id(), Views.attempt(AttemptState.PAID).receipt().of(paid.id()));
        practice.session(2, SessionStatus.APPROVED, in(2));

        assertThat(body(get("/admin"))).contains("Wanjiru Kamau", Views.RECEIPT, "word PAID", "word PENDING");
    }

    @Test
    void messagesAreWordedForTheReaderCountedInTheFrameAndReadByLooking() {
        practice.signedIn = Optional.of(Practice.CLIENT);
        TherapySession session = practice.session(1, SessionStatus.APPROVED, in(4));
        practice.tell(Notification.Kind.SESSION_APPROVED, session, null, true);
        practice.tell(Notification.Kind.PAYMENT_FAILED, session, "1032", false);

        assertThat(body(get("/client"))).contains("<b class=\"count\">1</b>");
        assertThat(body(get("/notifications")))
                .contains("Your session on Tue 24 Nov, 10:00 with Amina Yusuf is approved. You can now pay KES 1,500.")
                .contains("did not go through: Sentence of 1032.")
                .contains("/client/sessions/" + session.id());
        assertThat(practice.calls).containsExactly("markRead " + Practice.CLIENT.id());
    }

    @ParameterizedTest
    @EnumSource(Notification.Kind.class)
    void everyKindOfMessageHasItsWords(Notification.Kind kind) {
        practice.signedIn = Optional.of(Practice.CLIENT);
        practice.tell(kind, practice.session(1, SessionStatus.APPROVED, in(4)), "1032", false);

        assertThat(get("/notifications")).hasStatusOk();
        assertThat(get("/notifications?lang=sw")).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/client", "/client/book", "/therapist", "/admin", "/login"})
    void noPageCarriesAWordInItsTitleThatCouldEmbarrass(String address) {
        practice.signedIn = address.equals("/login") ? Optional.empty() : Optional.of(Practice.CLIENT);

        assertThat(body(get(address))).contains("<title>Smiling Steps</title>");
    }

    private static Instant in(int days) {
        return Practice.NOW.plus(Duration.ofDays(days));
    }

    private static String card(String page, TherapySession session) {
        int start = page.indexOf("id=\"session-" + session.id());
        return page.substring(page.lastIndexOf("<li", start), page.indexOf("</li>", start));
    }

    private MvcTestResult get(String address) {
        return mvc.get().uri(address).exchange();
    }

    private MvcTestResult post(String address, String... parameters) {
        var request = mvc.post().uri(address).with(SecurityMockMvcRequestPostProcessors.csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
