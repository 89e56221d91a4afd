package io.github.darajasdk.therapy.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.payment.Recovery;
import io.github.darajasdk.therapy.payment.review.CaseKind;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import io.github.darajasdk.therapy.testing.Browser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every page in every state, on a phone and on a desk, light and dark, in English and Kiswahili: no error in the console,
 * nothing wider than the screen, nothing too small to touch, nothing that axe calls a barrier. The pictures lie in {@code target/screenshots}.
 */
@SpringBootTest(classes = PagesApp.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class PageGalleryIT {

    private static final int SMALLEST_TOUCH = 44;

    private static Browser browser;

    @Autowired
    private Practice practice;

    @LocalServerPort
    private int port;

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

    @BeforeEach
    void clear() {
        practice.clear();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payments")
    void paymentPage(String name, SessionStatus status, Function<TherapySession, PaymentView> view) {
        practice.signedIn = Optional.of(Practice.CLIENT);
        TherapySession session = practice.session(1, status, Practice.NOW.plus(Duration.ofDays(4)));
        practice.pay(session.id(), view.apply(session));

        look("pay-" + name, "/client/sessions/" + session.id() + "/pay");
    }

    static Stream<Arguments> payments() {
        SessionStatus approved = SessionStatus.APPROVED;
        SessionStatus confirmed = SessionStatus.CONFIRMED;
        return Stream.of(
                payment("not-payable", SessionStatus.PENDING_APPROVAL, s -> Views.notPayable(s.id())),
                payment("ready", approved, s -> Views.untouched(s.id())),
                payment(
                        "contacting",
                        approved,
                        Views.attempt(AttemptState.SENDING).sentAgo(1)),
                payment("slow", approved, Views.attempt(AttemptState.SENDING).sentAgo(3)),
                payment("queued", approved, Views.attempt(AttemptState.QUEUED)),
                payment("prompt", approved, Views.attempt(AttemptState.PROMPTED)),
                payment(
                        "prompt-over",
                        approved,
                        Views.attempt(AttemptState.PROMPTED).sentAgo(70)),
                payment(
                        "confirming",
                        approved,
                        Views.attempt(AttemptState.PROMPTED).code("1037").confirming()),
                payment("unclear", approved, Views.attempt(AttemptState.UNCLEAR)),
                payment(
                        "timed-out",
                        approved,
                        Views.attempt(AttemptState.TIMED_OUT).sentAgo(130)),
                payment(
                        "timed-out-releasable",
                        approved,
                        Views.attempt(AttemptState.TIMED_OUT).sentAgo(310).releasable()),
                payment(
                        "released",
                        approved,
                        Views.attempt(AttemptState.TIMED_OUT).sentAgo(400).payable()),
                payment("paid-receipt-follows", confirmed, Views.attempt(AttemptState.PAID)),
                payment("paid", confirmed, Views.attempt(AttemptState.PAID).receipt()),
                payment(
                        "paid-second-try",
                        confirmed,
                        Views.attempt(AttemptState.PAID).number(2).receipt()),
                payment(
                        "paid-otherwise",
                        approved,
                        Views.attempt(AttemptState.PAID).receipt().underReview()),
                payment(
                        "paid-cancelled",
                        SessionStatus.CANCELLED,
                        Views.attempt(AttemptState.PAID).receipt().underReview()),
                payment(
                        "failed-cancelled",
                        approved,
                        Views.attempt(AttemptState.FAILED).code("1032").payable()),
                payment(
                        "failed-wait",
                        approved,
                        Views.attempt(AttemptState.FAILED).code("17").payableIn(125)),
                payment(
                        "failed-for-good",
                        approved,
                        Views.attempt(AttemptState.FAILED).code("2028")),
                payment(
                        "not-sent",
                        approved,
                        Views.attempt(AttemptState.NOT_SENT).payable()),
                payment(
                        "abandoned",
                        approved,
                        Views.attempt(AttemptState.ABANDONED).payable()),
                payment(
                        "reversed",
                        approved,
                        Views.attempt(AttemptState.REVERSED).receipt().payable()),
                payment(
                        "refunded",
                        SessionStatus.CANCELLED,
                        Views.attempt(AttemptState.REVERSED).receipt().refunded()));
    }

    private static Arguments payment(String name, SessionStatus status, Views view) {
        return payment(name, status, session -> view.of(session.id()));
    }

    private static Arguments payment(String name, SessionStatus status, Function<TherapySession, PaymentView> view) {
        return Arguments.of(name, status, view);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void page(String name, Optional<User> user, String address) {
        practice.signedIn = user;
        TherapySession paid = practice.session(1, SessionStatus.CONFIRMED, Practice.NOW.plus(Duration.ofHours(5)));
        practice.pay(paid.id(), Views.attempt(AttemptState.PAID).receipt().of(paid.id()));
        TherapySession open = practice.session(2, SessionStatus.APPROVED, Practice.NOW.plus(Duration.ofHours(7)));
        practice.pay(open.id(), Views.attempt(AttemptState.PROMPTED).of(open.id()));
        TherapySession toPay = practice.session(3, SessionStatus.APPROVED, Practice.NOW.plus(Duration.ofDays(4)));
        practice.pay(
                toPay.id(),
                Views.attempt(AttemptState.FAILED).code("1032").payable().of(toPay.id()));
        practice.session(4, SessionStatus.PENDING_APPROVAL, Practice.NOW.plus(Duration.ofDays(6)));
        TherapySession past = practice.session(5, SessionStatus.COMPLETED, Practice.NOW.minus(Duration.ofDays(8)));
        practice.pay(past.id(), Views.attempt(AttemptState.PAID).receipt().of(past.id()));
        practice.tell(Notification.Kind.PAYMENT_FAILED, toPay, "1032", false);
        practice.tell(Notification.Kind.PAYMENT_CONFIRMED, paid, null, true);
        practice.session(6, SessionStatus.DECLINED, Practice.NOW.minus(Duration.ofDays(1)));
        Optional<SessionId> about = Optional.of(paid.id());
        practice.desk.aCase(CaseKind.RECEIPT_MISSING, about, Duration.ofDays(4));
        practice.desk.aCase(CaseKind.DUPLICATE, about, Duration.ofDays(2));
        practice.desk.aCase(CaseKind.ORPHAN, Optional.empty(), Duration.ofHours(2));
        practice.desk.aRefund(RefundState.REQUESTED, about, Money.kes(24_000));
        practice.desk.aRefund(RefundState.TIMED_OUT, about, Practice.PRICE);
        practice.desk.aRefund(RefundState.FAILED, about, Practice.PRICE);
        practice.desk.aRefund(RefundState.REFUNDED, about, Practice.PRICE);
        if (name.startsWith("recovery")) {
            practice.desk.gap =
                    Optional.of(new Recovery.Gap(Practice.NOW.minus(Duration.ofMinutes(40)), Practice.NOW, false));
        }

        look(name, address.replace("{paid}", paid.id().toString()));
    }

    static Stream<Arguments> pages() {
        Optional<User> client = Optional.of(Practice.CLIENT);
        return Stream.of(
                Arguments.of("login", Optional.empty(), "/login?error"),
                Arguments.of("client", client, "/client"),
                Arguments.of("client-empty", Optional.of(Practice.OTHER_CLIENT), "/client"),
                Arguments.of("book", client, "/client/book"),
                Arguments.of("session", client, "/client/sessions/{paid}"),
                Arguments.of("therapist", Optional.of(Practice.THERAPIST), "/therapist"),
                Arguments.of("notifications", client, "/notifications"),
                Arguments.of("admin", Optional.of(Practice.ADMIN), "/admin"),
                Arguments.of("cases", Optional.of(Practice.ADMIN), "/admin/cases"),
                Arguments.of("case-receipt-missing", Optional.of(Practice.ADMIN), "/admin/cases/" + new UUID(13, 0)),
                Arguments.of("case-duplicate", Optional.of(Practice.ADMIN), "/admin/cases/" + new UUID(13, 1)),
                Arguments.of("case-orphan", Optional.of(Practice.ADMIN), "/admin/cases/" + new UUID(13, 2)),
                Arguments.of("refunds", Optional.of(Practice.ADMIN), "/admin/refunds"),
                Arguments.of("refund-requested", Optional.of(Practice.ADMIN), "/admin/refunds/" + new UUID(14, 0)),
                Arguments.of("refund-timed-out", Optional.of(Practice.ADMIN), "/admin/refunds/" + new UUID(14, 1)),
                Arguments.of("refund-failed", Optional.of(Practice.ADMIN), "/admin/refunds/" + new UUID(14, 2)),
                Arguments.of("deliveries", Optional.of(Practice.ADMIN), "/admin/deliveries"),
                Arguments.of("recovery", Optional.of(Practice.ADMIN), "/admin/recovery"),
                Arguments.of("recovery-notice", Optional.of(Practice.ADMIN), "/admin/cases"),
                books("overview", ""),
                books("orphans", "/orphans"),
                books("run-finished", "/runs/1"),
                books("run-at-work", "/runs/2"),
                books("run-stopped", "/runs/3"),
                books("items", "/runs/1/items?show=all"),
                books("item-amount", "/runs/1/items/6"),
                books("item-only-at-mpesa", "/runs/1/items/19"),
                books("item-only-here", "/runs/1/items/23"),
                books("resolution", "/runs/1/resolution"),
                books("statements", "/statements"),
                books("statement", "/statements/" + ReconciliationDesk.UPLOAD),
                books("statement-unreadable", "/statements/" + ReconciliationDesk.UNREADABLE),
                Arguments.of("missing", client, "/client/sessions/1"));
    }

    private static Arguments books(String name, String address) {
        return Arguments.of("reconciliation-" + name, Optional.of(Practice.ADMIN), "/admin/reconciliation" + address);
    }

    private static final List<Look> ALL_LOOKS = Stream.of("en", "sw")
            .flatMap(language -> Stream.of(false, true)
                    .flatMap(dark -> Stream.of(360, 1280).map(width -> new Look(language, dark, width))))
            .toList();

    /** In the short form each page has one look, in turn one of two that differ in everything. */
    private static final List<Look> TURNS = List.of(new Look("en", false, 360), new Look("sw", true, 1280));

    private static int pages;

    private static List<Look> looks() {
        return Boolean.getBoolean("tests.long") ? ALL_LOOKS : List.of(TURNS.get(pages++ % TURNS.size()));
    }

    private record Look(String language, boolean dark, int width) {}

    private void look(String name, String address) {
        for (Look look : looks()) {
            String picture = name + "-" + look.language() + (look.dark() ? "-dark-" : "-light-") + look.width();
            browser.dark(look.dark()).size(look.width(), 740);
            browser.open("http://localhost:" + port + address + (address.contains("?") ? "&" : "?") + "lang="
                    + look.language());
            check(picture);
            browser.screenshot(picture);
            assertThat(browser.barriers()).as("barriers on %s", picture).isEmpty();
        }
    }

    private void check(String picture) {
        assertThat(browser.errors())
                .as("console of %s", picture)
                .allSatisfy(error -> assertThat(error).contains("404", "/client/sessions/1?"));
        assertThat(browser.driver().executeScript("""
                const width = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= width) return [];
                return [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > width)
                    .map(e => e.outerHTML.slice(0, 120));"""))
                .as("%s is no wider than its screen", picture)
                .isEqualTo(List.of());
        assertThat(browser.driver().executeScript("""
                const small = [];
                for (const e of document.querySelectorAll(
                        'button, .button, select, summary, nav a, .foot a, input:not([type=hidden])')) {
                    const box = (e.closest('label') || e).getBoundingClientRect();
                    if (box.height && box.height < arguments[0]) small.push(e.outerHTML + ' ' + box.height);
                }
                return small;
                """, SMALLEST_TOUCH))
                .as("too small to touch on %s", picture)
                .isEqualTo(List.of());
        assertThat(browser.driver().executeScript("""
                return [...document.querySelectorAll('input:not([type=hidden]), select')]
                        .filter(e => !e.labels.length).map(e => e.outerHTML)
                """))
                .as("without a label on %s", picture)
                .isEqualTo(List.of());
    }
}
