package io.github.darajasdk.therapy.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.Notification.OfRun;
import io.github.darajasdk.therapy.notification.Notifications;
import io.github.darajasdk.therapy.notification.Outbox;
import io.github.darajasdk.therapy.notification.Outbox.Medium;
import io.github.darajasdk.therapy.notification.Outbox.SetAside;
import io.github.darajasdk.therapy.notification.SmsGateway;
import io.github.darajasdk.therapy.notification.SmsGateway.Sms;
import io.github.darajasdk.therapy.notification.webhook.DeliveryState;
import io.github.darajasdk.therapy.notification.webhook.WebhookDelivery;
import io.github.darajasdk.therapy.notification.webhook.WebhookEvent;
import io.github.darajasdk.therapy.notification.webhook.Webhooks;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentConfirmed;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.ReportedMovementListener;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.RunEvent.RunCancelled;
import io.github.darajasdk.therapy.reconciliation.RunEvent.RunFailed;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunState;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import io.github.darajasdk.therapy.testing.AppTest;
import io.github.darajasdk.therapy.testing.Eventually;
import io.github.darajasdk.therapy.testing.TestClock;
import io.github.darajasdk.therapy.testing.TestData;
import io.github.darajasdk.therapy.testing.WebhookReceiver;
import io.github.darajasdk.therapy.testing.WebhookReceiver.Received;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** With a real mail server, a text message gateway and another system: who is told what, whatever fails. */
@AppTest
@Import(BeingToldIT.Gateway.class)
class BeingToldIT {

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final SmtpDoor DOOR;
    private static final WebhookReceiver BOOKS = new WebhookReceiver();
    private static final AtomicInteger SHORT_CODES = new AtomicInteger(7_500_000);

    /** Before each further try of a webhook, as the documentation promises it. */
    private static final List<Duration> PROMISED_GAPS = Stream.of(
                    5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
            .map(Duration::ofSeconds)
            .toList();

    static {
        MAIL.start();
        DOOR = new SmtpDoor(MAIL.getSmtp().getPort());
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.mail.host", () -> "127.0.0.1");
        settings.add("spring.mail.port", DOOR::port);
        settings.add("app.notification.mail.from", () -> "office@smiling.example.com");
        settings.add("app.notification.base-url", () -> "https://pay.example.com");
        settings.add("app.webhook.allow-private-addresses", () -> "true");
        settings.add("app.webhook.endpoints.books.url", BOOKS::url);
        settings.add("app.webhook.endpoints.books.secrets", () -> WebhookReceiver.SECRET);
    }

    @Autowired
    Notifications notifications;

    @Autowired
    Outbox outbox;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    List<ReportedMovementListener> listeners;

    @Autowired
    Accounts accounts;

    @Autowired
    TestData given;

    @Autowired
    TestClock clock;

    @Autowired
    Scheduler scheduler;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void allIsWell() {
        DOOR.shut = false;
        BOOKS.accept();
        webhooks.enable("books");
    }

    @Test
    @Tag("property-60")
    void theClientOfAnApprovedSessionGetsAnEmailOnHowToPay() throws Exception {
        TherapySession session = given.anApprovedSession();

        MimeMessage mail = mails(session.clientId(), 1).get(0);

        assertThat(mail.getSubject()).isEqualTo("[TEST MODE] Your request is approved");
        assertThat(body(mail))
                .contains("is approved. You can now pay KES 1,500.")
                .contains("Sasa unaweza kulipa KES 1,500.")
                .contains("https://pay.example.com/client/sessions/" + session.id());
    }

    @Test
    @Tag("property-26")
    @Tag("property-61")
    void theClientOfAPaidSessionGetsAnEmailWithTheReceiptAtOnce() throws Exception {
        TherapySession session = given.anApprovedSession();
        Instant paidAt = clock.instant();

        paid(session, "UKK51K7QXA");
        paid(session, "UKK51K7QXA");

        MimeMessage mail = mails(session.clientId(), 2).stream()
                .filter(each -> messageId(each).startsWith("<" + confirmation(session.clientId()) + "@"))
                .findFirst()
                .orElseThrow();
        assertThat(mail.getSubject()).isEqualTo("[TEST MODE] Your payment of KES 1,500 has arrived");
        assertThat(body(mail)).contains("Receipt: UKK51K7QXA").contains(session.bookingNumber());
        assertThat(Duration.between(paidAt, clock.instant())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aTextMessageGoesOutUnderTheKeyOfItsNotificationAndNamesNobody() {
        TherapySession session = given.anApprovedSession();

        patiently(
                () -> Gateway.of(session.clientId()),
                sent -> assertThat(sent).singleElement().satisfies(sms -> {
                    assertThat(sms.text()).isEqualTo("TEST MODE: Your request is approved");
                    assertThat(sms.key())
                            .isEqualTo(newest(session.clientId()).id().toString());
                }));
    }

    /** What a kill right after the commit leaves behind is what is committed: the message and its jobs, or neither. */
    @Test
    void whatIsToBeSentIsStoredByTheTransactionThatCausedIt() {
        TherapySession session = given.anApprovedSession();
        mails(session.clientId(), 1);
        DOOR.shut = true;

        transactions.executeWithoutResult(status -> {
            publishPaid(session, "UKK51K7QXB");
            assertThat(waiting(session))
                    .as("mail and SMS to client and therapist")
                    .isEqualTo(4);
            status.setRollbackOnly();
        });
        assertThat(waiting(session)).isZero();

        paid(session, "UKK51K7QXB");
        awaitFailures(confirmation(session.clientId()), 1);
        DOOR.shut = false;
        later(CarrierTasks.GAPS.get(0));
        mails(session.clientId(), 2);
    }

    @Test
    void aMailThatCannotBeSentIsTriedAfterGrowingGapsThenSetAsideUntilAPersonHasItSentAgain() {
        TherapySession session = given.anApprovedSession();
        mails(session.clientId(), 1);
        DOOR.shut = true;
        paid(session, "UKK51K7QXC");
        UUID told = confirmation(session.clientId());
        int failures = 0;
        for (Duration gap : CarrierTasks.GAPS) {
            Instant before = clock.instant();
            awaitFailures(told, ++failures);
            assertThat(nextTry(told))
                    .isBetween(before.plus(gap), clock.instant().plus(gap));
            later(gap);
        }

        patiently(() -> setAside(told), aside -> assertThat(aside).isPresent());
        assertThat(setAside(told).orElseThrow().failures()).isEqualTo(CarrierTasks.GAPS.size() + 1);
        assertThat(setAside(told).orElseThrow().lastError()).doesNotContain("@");

        DOOR.shut = false;
        assertThat(outbox.replay(Medium.MAIL, told)).isTrue();
        scheduler.triggerCheckForDueExecutions();
        mails(session.clientId(), 2);
        assertThat(setAside(told)).isEmpty();
        assertThat(outbox.replay(Medium.MAIL, told)).isFalse();
    }

    @Test
    void administratorsAndOtherSystemsAreToldWhatAComparisonFoundAndEachDiscrepancyOnce() {
        PaymentMode books = newBooks();
        UserId admin = given.anAdmin().id();
        pulled(books, "UKK0000091");

        RunId first = compared(books, admin);
        RunId second = compared(books, admin);

        patiently(
                () -> about(books),
                received -> assertThat(received)
                        .extracting(Received::type)
                        .containsExactlyInAnyOrder(
                                WebhookEvent.RUN_COMPLETED.type(),
                                WebhookEvent.RUN_COMPLETED.type(),
                                WebhookEvent.DISCREPANCY_OPENED.type()));
        assertThat(about(books)).allMatch(Received::isGenuine);
        assertThat(about(books))
                .filteredOn(one -> one.type().equals(WebhookEvent.DISCREPANCY_OPENED.type()))
                .singleElement()
                .satisfies(one -> assertThat(one.data())
                        .containsEntry("receipt", "UKK0000091")
                        .containsEntry("rule", "NO_PAYMENT_HERE")
                        .containsEntry("mpesaCents", 150_000));
        assertThat(about(books))
                .filteredOn(one -> one.type().equals(WebhookEvent.RUN_COMPLETED.type()))
                .allSatisfy(one -> assertThat(one.data())
                        .containsEntry("disagreements", 1)
                        .containsEntry("mpesaCents", 150_000)
                        .containsEntry("ourCents", 0));
        assertThat(about(books)).allSatisfy(one -> assertThat(one.body()).doesNotContain("254701234149", "@"));
        assertThat(kinds(admin, first)).containsExactly(Kind.DISCREPANCIES_FOUND);
        assertThat(kinds(admin, second)).containsExactly(Kind.DISCREPANCIES_FOUND);
    }

    @Test
    void administratorsAreToldOfStoppedAndStuckComparisonsTheLatterOnce() {
        UserId admin = given.anAdmin().id();
        PaymentMode books = newBooks();
        RunId run = compared(books, admin);
        assertThat(kinds(admin, run)).containsExactly(Kind.RUN_FINISHED);

        publish(new RunFailed(run, clock.instant()));
        publish(new RunFailed(run, clock.instant().plusSeconds(30)));
        publish(new RunCancelled(run, admin, clock.instant()));

        assertThat(kinds(admin, run)).containsExactlyInAnyOrder(Kind.RUN_FINISHED, Kind.RUN_FAILED, Kind.RUN_CANCELLED);
        patiently(
                () -> about(books),
                received -> assertThat(received)
                        .extracting(Received::type)
                        .containsExactlyInAnyOrder(
                                WebhookEvent.RUN_COMPLETED.type(),
                                WebhookEvent.RUN_FAILED.type(),
                                WebhookEvent.RUN_CANCELLED.type()));
    }

    @Test
    void aMessageThatIsNotTakenIsTriedForDaysUnderOneIdThenGivenUpUntilAPersonHasItSentAgain() {
        BOOKS.answer(500, Map.of(), "database is down");
        UUID message = aTest();
        int tries = 1;
        for (Duration gap : PROMISED_GAPS) {
            Instant before = clock.instant();
            awaitTries(message, tries++);
            Duration longest = gap.multipliedBy(11).dividedBy(10);
            assertThat(delivery(message).nextTryAt().orElseThrow())
                    .isBetween(before.plus(gap), clock.instant().plus(longest));
            later(longest);
        }
        awaitTries(message, tries);

        assertThat(delivery(message).state()).isEqualTo(DeliveryState.GIVEN_UP);
        assertThat(delivery(message).lastStatus()).contains(500);
        assertThat(delivery(message).lastAnswer()).contains("database is down");
        List<Received> all = received(message);
        assertThat(all).hasSize(10).allMatch(Received::isGenuine);
        assertThat(all).extracting(Received::body).containsOnly(all.get(0).body());
        assertThat(all).extracting(Received::timestamp).doesNotHaveDuplicates();

        BOOKS.accept();
        assertThat(webhooks.replay(message, "books")).isTrue();
        scheduler.triggerCheckForDueExecutions();
        patiently(() -> delivery(message), one -> assertThat(one.state()).isEqualTo(DeliveryState.DELIVERED));
        assertThat(received(message)).hasSize(11);
    }

    @Test
    void anEndpointMayAskForMoreTime() {
        BOOKS.answer(503, Map.of("Retry-After", "3600"), "");
        Instant before = clock.instant();
        UUID message = aTest();
        awaitTries(message, 1);

        assertThat(delivery(message).nextTryAt().orElseThrow())
                .isBetween(before.plus(Duration.ofHours(1)), clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void anEndpointThatIsGoneIsToldNothingUntilAPersonLetsItAndThenGetsWhatItMissed() {
        BOOKS.answer(410, Map.of(), "");
        UUID refused = aTest();
        patiently(() -> delivery(refused), one -> assertThat(one.state()).isEqualTo(DeliveryState.GIVEN_UP));
        assertThat(webhooks.endpoints().get(0).offSince()).isPresent();

        BOOKS.accept();
        UUID missed = aTest();
        assertThat(delivery(missed).state()).isEqualTo(DeliveryState.GIVEN_UP);
        assertThat(delivery(missed).lastAnswer())
                .hasValueSatisfying(why -> assertThat(why).contains("410"));

        webhooks.enable("books");
        assertThat(webhooks.replay(missed, "books")).isTrue();
        scheduler.triggerCheckForDueExecutions();
        patiently(() -> delivery(missed), one -> assertThat(one.state()).isEqualTo(DeliveryState.DELIVERED));
        assertThat(received(missed)).hasSize(1);
        assertThat(webhooks.replay(UUID.randomUUID(), "books")).isFalse();
    }

    @Test
    void aTestReachesThePersonByEveryWay() {
        UserId admin = given.anAdmin().id();
        assertThat(outbox.open()).containsExactly(Medium.MAIL, Medium.SMS);

        outbox.sendTest(admin);

        mails(admin, 1);
        assertThat(newest(admin).kind()).isEqualTo(Kind.TEST);
        patiently(() -> Gateway.of(admin), sent -> assertThat(sent).hasSize(1));
    }

    private void paid(TherapySession session, String receipt) {
        transactions.executeWithoutResult(status -> publishPaid(session, receipt));
    }

    private void publishPaid(TherapySession session, String receipt) {
        Optional<AttemptId> attempt =
                Optional.of(new AttemptId(UUID.nameUUIDFromBytes(receipt.getBytes(StandardCharsets.UTF_8))));
        events.publishEvent(new PaymentConfirmed(session.id(), attempt, Optional.of(receipt), clock.instant()));
    }

    private void publish(Object event) {
        transactions.executeWithoutResult(status -> events.publishEvent(event));
    }

    private List<MimeMessage> mails(UserId to, int count) {
        String address = accounts.find(to).orElseThrow().email();
        patiently(() -> mailsTo(address), found -> assertThat(found).hasSize(count));
        return mailsTo(address);
    }

    private static List<MimeMessage> mailsTo(String address) {
        return Stream.of(MAIL.getReceivedMessages())
                .filter(mail -> recipient(mail).equals(address))
                .toList();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String body(MimeMessage mail) throws Exception {
        return mail.getContent().toString();
    }

    /** Of a client whose payment was confirmed. */
    private UUID confirmation(UserId client) {
        return notifications.of(client).stream()
                .filter(told -> told.kind() == Kind.PAYMENT_CONFIRMED)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Notification newest(UserId user) {
        return notifications.of(user).get(0);
    }

    private List<Kind> kinds(UserId user, RunId about) {
        return notifications.of(user).stream()
                .filter(told ->
                        told.subject() instanceof OfRun of && of.run().id().equals(about))
                .map(Notification::kind)
                .toList();
    }

    /** Jobs that carry what was told of a session's payment. */
    private long waiting(TherapySession session) {
        return jdbc.sql("""
                        select count(*) from scheduled_tasks t join notification n
                            on t.task_instance in ('MAIL:' || n.id, 'SMS:' || n.id)
                        where n.session_id = :session and n.kind in ('PAYMENT_CONFIRMED', 'SESSION_PAID')""")
                .param("session", session.id().value())
                .query(Long.class)
                .single();
    }

    private void awaitFailures(UUID told, int failures) {
        patiently(
                () -> jdbc.sql("select convert_from(task_data, 'UTF8') from scheduled_tasks"
                                + " where task_instance = :instance and not picked")
                        .param("instance", Medium.MAIL + ":" + told)
                        .query(String.class)
                        .optional(),
                data -> assertThat(data).contains("{\"failed\":" + failures + "}"));
    }

    private Instant nextTry(UUID told) {
        return jdbc.sql("select execution_time from scheduled_tasks where task_instance = :instance")
                .param("instance", Medium.MAIL + ":" + told)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** With a clock that moves a little while one waits: who finds the lines taken comes back two seconds later. */
    private <T> void patiently(Supplier<T> actual, Consumer<T> check) {
        nudging(Duration.ofSeconds(1), actual, check);
    }

    /** Moves the clock by a second each time that this has passed in earnest. */
    private <T> void nudging(Duration every, Supplier<T> actual, Consumer<T> check) {
        long begun = System.nanoTime();
        AtomicInteger nudges = new AtomicInteger();
        Eventually.assertThatEventually(
                () -> {
                    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
                    if (waited.dividedBy(every) > nudges.get()) {
                        nudges.incrementAndGet();
                        later(Duration.ofSeconds(1));
                    }
                    return actual.get();
                },
                check);
    }

    private Optional<SetAside> setAside(UUID told) {
        return outbox.setAside().stream()
                .filter(aside -> aside.notification().equals(told))
                .findFirst();
    }

    private void later(Duration by) {
        clock.advance(by);
        scheduler.triggerCheckForDueExecutions();
    }

    private UUID aTest() {
        Set<UUID> before = messages();
        webhooks.sendTest();
        Set<UUID> after = messages();
        after.removeAll(before);
        return after.stream()
                .filter(message -> delivery(message).type().equals(WebhookEvent.TEST.type()))
                .findFirst()
                .orElseThrow();
    }

    private Set<UUID> messages() {
        return webhooks.deliveries(Optional.empty()).stream()
                .map(WebhookDelivery::message)
                .collect(Collectors.toSet());
    }

    private WebhookDelivery delivery(UUID message) {
        return webhooks.deliveries(Optional.empty()).stream()
                .filter(one -> one.message().equals(message))
                .findFirst()
                .orElseThrow();
    }

    /** The first gap is five seconds, so the clock moves by four at most meanwhile. */
    private void awaitTries(UUID message, int tries) {
        nudging(
                Duration.ofSeconds(3),
                () -> delivery(message),
                one -> assertThat(one.tries()).isEqualTo(tries));
    }

    private static List<Received> received(UUID message) {
        return BOOKS.received().stream()
                .filter(one -> one.id().equals("msg_" + message))
                .toList();
    }

    private static List<Received> about(PaymentMode books) {
        return BOOKS.received().stream()
                .filter(one -> books.merchant().equals(one.data().get("shortCode")))
                .toList();
    }

    private static PaymentMode newBooks() {
        return new PaymentMode(PaymentEnvironment.SIMULATOR, Integer.toString(SHORT_CODES.incrementAndGet()));
    }

    private RunId compared(PaymentMode books, UserId by) {
        LocalDate today = clock.instant().atZone(Period.EAST_AFRICA).toLocalDate();
        RunId run = reconciliation.start(books, Period.days(today, today), by);
        scheduler.triggerCheckForDueExecutions();
        patiently(
                () -> reconciliation.find(run).orElseThrow().state(),
                state -> assertThat(state).isEqualTo(RunState.FINISHED));
        return run;
    }

    private void pulled(PaymentMode books, String receipt) {
        ReportedMovement movement = new ReportedMovement(
                books.environment(),
                books.merchant(),
                ReportedMovement.Source.PULL,
                ReportedMovement.Kind.PAYMENT_IN,
                receipt,
                null,
                1_500,
                "254701234149",
                "NOBODY",
                clock.instant(),
                new byte[0]);
        transactions.executeWithoutResult(status -> listeners.forEach(listener -> listener.onReported(movement)));
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Gateway {

        private static final List<Sms> SENT = new CopyOnWriteArrayList<>();

        @Bean
        SmsGateway smsGateway() {
            return SENT::add;
        }

        static List<Sms> of(UserId user) {
            return SENT.stream().filter(sms -> sms.to().equals(user)).toList();
        }
    }
}
