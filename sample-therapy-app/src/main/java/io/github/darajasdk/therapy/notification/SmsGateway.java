package io.github.darajasdk.therapy.notification;

import io.github.darajasdk.therapy.account.UserId;

/**
 * The door for text messages. There is none by itself: a bean of this type opens it, and notifications then go out by
 * SMS as well. The application keeps no phone numbers of its users, so whoever supplies the bean knows them.
 *
 * <p>It is called on a job's thread, outside any transaction, by at most four threads at a time, and may take its time up
 * to some ten seconds; its own time-outs are its own business.
 */
@FunctionalInterface
public interface SmsGateway {

    /**
     * Hands a message to the provider. Returning means that the provider has it, or that this user wants none. Whatever
     * is thrown means that it has not: the message is tried again after growing gaps, from a minute to a day, and
     * then set aside for a person.
     *
     * <p>The same message comes again when an instance died before it could note that it was sent: always with the
     * same key, by which a provider can recognise it.
     */
    void send(Sms message);

    /**
     * A text message.
     *
     * @param key the same for every try of one message
     * @param to who is told
     * @param text a few words without names, in the first of {@code app.notification.languages}
     */
    record Sms(String key, UserId to, String text) {}
}
