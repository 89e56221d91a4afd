package io.github.darajasdk.therapy.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.Notification.OfSession;
import io.github.darajasdk.therapy.notification.NotificationWords.Words;
import io.github.darajasdk.therapy.notification.internal.JdbcNotifications.Addressed;
import io.github.darajasdk.therapy.notification.internal.NotificationSettings.Mail;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** E-mails as a real SMTP server gets them, and servers that misbehave. */
class MailCarrierTest {

    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final UUID ID = UUID.fromString("0193449f-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void empty() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
    }

    @Test
    @Tag("property-78")
    void saysInEachLanguageWhatHappenedUnderASubjectThatNamesNobody() throws Exception {
        carrier(SERVER.getSmtp().getPort()).send(told("Wanjiru", "wanjiru@example.com"));

        MimeMessage mail = onlyMail();
        assertThat(mail.getSubject()).isEqualTo("[TEST MODE] Headline en");
        assertThat(mail.getFrom()[0]).hasToString("Smiling Steps <office@smiling.example.com>");
        assertThat(mail.getRecipients(RecipientType.TO)[0]).hasToString("wanjiru@example.com");
        assertThat(mail.getSentDate()).isEqualTo(AT);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("text/plain; charset=UTF-8");
        assertThat(body(mail)).isEqualTo("""
                TEST MODE · SANDBOX · real phones are charged

                Hello Wanjiru,

                Sentence en

                Booking: BK20411
                Receipt: UKK41K7QXN

                See it here: https://pay.example.com/client/sessions/1

                This message was sent by itself. Should it come twice, it is the same one.

                - - -

                TEST MODE · SANDBOX · simu halisi hukatwa

                Habari Wanjiru,

                Sentence sw

                Nambari: BK20411
                Risiti: UKK41K7QXN

                Angalia hapa: https://pay.example.com/client/sessions/1

                Ujumbe huu umetumwa wenyewe. Ukija mara mbili, ni ule ule mmoja.""");
    }

    @Test
    void aRepeatCarriesTheSameMessageId() throws Exception {
        MailCarrier carrier = carrier(SERVER.getSmtp().getPort());

        carrier.send(told("Wanjiru", "wanjiru@example.com"));
        carrier.send(told("Wanjiru", "wanjiru@example.com"));

        assertThat(SERVER.getReceivedMessages()).hasSize(2);
        for (MimeMessage mail : SERVER.getReceivedMessages()) {
            assertThat(mail.getMessageID()).isEqualTo("<" + ID + "@smiling.example.com>");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Eve\r\nBcc: all@example.com",
                "Eve\nSubject: You won",
                "Eve\r\n.\r\nMAIL FROM:<eve@example.com>",
                "Eve\u2028Bcc: all@example.com",
                "Eve\u202Emoc.elpmaxe@lla",
                "Eve\u0000\u0007"
            })
    void aNameCannotBringALineOfItsOwn(String name) throws Exception {
        carrier(SERVER.getSmtp().getPort()).send(told(name, "wanjiru@example.com"));

        MimeMessage mail = onlyMail();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).isEqualTo("[TEST MODE] Headline en");
        assertThat(body(mail).lines().filter(line -> line.startsWith("Hello Eve")))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith(",").doesNotContain("\u202E", "\u2028", "\0"));
        assertThat(body(mail).lines()).noneMatch(line -> line.startsWith("Bcc") || line.equals("."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wanjiru@example.com\r\nBcc: all@example.com",
                "wanjiru@example.com, all@example.com",
                "wanjiru",
                "@example.com",
                "Wanjiru <wanjiru@example.com"
            })
    void whatIsNotOneAddressGetsNothing(String address) {
        MailCarrier carrier = carrier(SERVER.getSmtp().getPort());

        assertThatThrownBy(() -> carrier.send(told("Wanjiru", address)))
                .isInstanceOf(NotSentException.class)
                .message()
                .doesNotContain("all@example.com");
        assertThat(SERVER.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsAFailureToTryAgain() throws Exception {
        int port;
        try (ServerSocket closed = listen()) {
            port = closed.getLocalPort();
        }
        assertThatThrownBy(() -> carrier(port).send(told("Wanjiru", "wanjiru@example.com")))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void aServerThatHangsIsWaitedForOnlySoLong() throws Exception {
        try (ServerSocket silent = listen()) {
            assertThatThrownBy(() -> carrier(silent.getLocalPort()).send(told("Wanjiru", "wanjiru@example.com")))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("timed out");
        }
    }

    @Test
    void aServerThatRefusesIsQuotedWithoutTheAddress() throws Exception {
        try (ServerSocket server = listen()) {
            script(server, "RCPT", "550 5.1.1 <wanjiru@example.com>: no such user, call +254 712 345 678");

            assertThatThrownBy(() -> carrier(server.getLocalPort()).send(told("Wanjiru", "wanjiru@example.com")))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("550")
                    .message()
                    .doesNotContain("wanjiru", "712 345 678");
        }
    }

    /** It may have the message: the mail goes out again, recognisable by its id. */
    @Test
    void aServerThatDiesBeforeItsLastWordIsAFailureToTryAgain() throws Exception {
        try (ServerSocket server = listen()) {
            script(server, ".", null);

            assertThatThrownBy(() -> carrier(server.getLocalPort()).send(told("Wanjiru", "wanjiru@example.com")))
                    .isInstanceOf(NotSentException.class);
        }
        carrier(SERVER.getSmtp().getPort()).send(told("Wanjiru", "wanjiru@example.com"));
        assertThat(onlyMail().getMessageID()).startsWith("<" + ID + "@");
    }

    @Test
    void withoutAHostThereAreNoMailsAndWithoutASenderNoStart() {
        assertThat(new MailCarrier(
                                new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class),
                                settings(null),
                                text())
                        .isOpen())
                .isFalse();
        for (String from : new String[] {null, "", "office", "a@example.com\r\nBcc: b@example.com"}) {
            assertThatThrownBy(() -> carrier(25, from))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("app.notification.mail.from is the address that e-mails come from");
        }
    }

    private static MailCarrier carrier(int port) {
        return carrier(port, "office@smiling.example.com");
    }

    private static MailCarrier carrier(int port, String from) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().put("mail.smtp.connectiontimeout", "300");
        sender.getJavaMailProperties().put("mail.smtp.timeout", "300");
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("sender", sender);
        return new MailCarrier(beans.getBeanProvider(JavaMailSender.class), settings(from), text());
    }

    private static NotificationSettings settings(String from) {
        return new NotificationSettings(
                List.of(Locale.ENGLISH, Locale.forLanguageTag("sw")),
                URI.create("https://pay.example.com"),
                new Mail(from));
    }

    private static MailText text() {
        ResourceBundleMessageSource bundles = new ResourceBundleMessageSource();
        bundles.setBasename("messages");
        bundles.setDefaultEncoding(StandardCharsets.UTF_8.name());
        bundles.setFallbackToSystemLocale(false);
        return new MailText(
                (notification, reader, locale) ->
                        new Words("Headline " + locale, "Sentence " + locale, "/client/sessions/1"),
                bundles,
                settings("office@smiling.example.com"),
                new PaymentMode(PaymentEnvironment.SIMULATOR, "600123"));
    }

    private static Addressed told(String name, String address) {
        User client = new User(new UserId(new UUID(1, 1)), address, name, Role.CLIENT);
        User therapist = new User(new UserId(new UUID(1, 2)), "amina@example.com", "Amina", Role.THERAPIST);
        TherapySession session = new TherapySession(
                new SessionId(new UUID(7, 1)),
                "BK20411",
                client.id(),
                therapist.id(),
                AT.plus(Duration.ofDays(1)),
                Duration.ofHours(1),
                Money.kes(1_500),
                SessionStatus.CONFIRMED,
                PaymentEnvironment.SANDBOX,
                "600123",
                AT);
        return new Addressed(
                client,
                new Notification(
                        ID,
                        Kind.PAYMENT_CONFIRMED,
                        new OfSession(session, therapist),
                        Optional.of("UKK41K7QXN"),
                        AT,
                        false));
    }

    private static MimeMessage onlyMail() {
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        return SERVER.getReceivedMessages()[0];
    }

    private static String body(MimeMessage mail) throws Exception {
        return mail.getContent().toString().replace("\r\n", "\n").stripTrailing();
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    /** Agrees to everything up to the command that begins so; then says its last word, or none, and hangs up. */
    private static void script(ServerSocket server, String until, String lastWord) {
        Thread thread = new Thread(() -> {
            try (Socket client = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = client.getOutputStream();
                say(out, "220 ready");
                boolean inMessage = false;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (inMessage ? line.equals(until) : line.startsWith(until) && !until.equals(".")) {
                        if (lastWord != null) {
                            say(out, lastWord);
                            in.readLine();
                        }
                        return;
                    }
                    if (!inMessage) {
                        say(out, line.startsWith("DATA") ? "354 go on" : "250 ok");
                        inMessage = line.startsWith("DATA");
                    }
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
