package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.notification.Outbox.Medium;
import io.github.darajasdk.therapy.notification.internal.JdbcNotifications.Addressed;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * E-mails, in plain text. When nobody knows whether the server took one (it hung up before its answer, or we were killed)
 * it goes out again, with the same Message-ID, by which mail programs recognise a repeat.
 */
@Component
class MailCarrier implements Carrier {

    private static final String SENDER = "Smiling Steps";

    private final @Nullable JavaMailSender sender;
    private final @Nullable InternetAddress from;
    private final MailText text;

    MailCarrier(ObjectProvider<JavaMailSender> sender, NotificationSettings settings, MailText text) {
        this.sender = sender.getIfAvailable();
        this.from = this.sender == null ? null : from(settings.mail().from());
        this.text = text;
    }

    private static InternetAddress from(@Nullable String configured) {
        try {
            InternetAddress address = address(configured == null ? "" : configured.strip());
            address.setPersonal(SENDER, StandardCharsets.UTF_8.name());
            return address;
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalStateException(
                    "app.notification.mail.from is the address that e-mails come from, such as office@example.com."
                            + " It is needed because spring.mail.host is set, but was \"" + configured + "\".",
                    e);
        }
    }

    /** One address and nothing else. */
    private static InternetAddress address(String text) throws AddressException {
        InternetAddress address = new InternetAddress(text, true);
        if (text.indexOf('@') < 1) {
            throw new AddressException("an address has a name, an @ and a host");
        }
        return address;
    }

    @Override
    public Medium medium() {
        return Medium.MAIL;
    }

    @Override
    public boolean isOpen() {
        return sender != null;
    }

    @Override
    public void send(Addressed what) {
        try {
            JavaMailSender open = Objects.requireNonNull(sender);
            open.send(message(open.createMimeMessage(), what));
        } catch (MessagingException | MailException e) {
            throw new NotSentException(e);
        }
    }

    private MimeMessage message(MimeMessage message, Addressed what) throws MessagingException {
        InternetAddress sentFrom = Objects.requireNonNull(from);
        String host = sentFrom.getAddress().substring(sentFrom.getAddress().indexOf('@') + 1);
        message.setFrom(sentFrom);
        message.setRecipient(
                MimeMessage.RecipientType.TO, address(what.recipient().email()));
        message.setSubject(text.subject(what), StandardCharsets.UTF_8.name());
        message.setText(text.body(what), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(what.notification().at()));
        message.setHeader("Message-ID", "<" + what.notification().id() + "@" + host + ">");
        // No answer wanted from holiday greetings.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }
}
