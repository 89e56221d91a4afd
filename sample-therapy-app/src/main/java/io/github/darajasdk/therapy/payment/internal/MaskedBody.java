package io.github.darajasdk.therapy.payment.internal;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A message of M-PESA's as a person may see it: phones keep their last three digits, people lose their names. */
final class MaskedBody {

    private static final int LONGEST = 4_000;

    private static final Pattern PROMPT_ID = Pattern.compile("(ws_CO_\\d*?)\\d{6}(\\d{3})(?!\\d)");
    private static final Pattern PHONE =
            Pattern.compile("(?<![0-9A-Za-z])((?:\\+?254|0)?[17]\\d{2})\\d{3}(\\d{3})(?!\\d)");
    private static final Pattern HASH =
            Pattern.compile("(?<![0-9A-Fa-f])([0-9a-fA-F]{4})[0-9a-fA-F]{56}([0-9a-fA-F]{4})");
    private static final Pattern NAME_FIELD = Pattern.compile(
            "(\"(?:FirstName|MiddleName|LastName|sender)\"\\s*:\\s*\")[^\"]*\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_AFTER_NUMBER = Pattern.compile("((?:\\d|\\*|•) [-–] )[^\"<,}]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");

    private MaskedBody() {}

    static String of(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        text = CONTROL.matcher(text).replaceAll("�");
        text = NAME_AFTER_NUMBER.matcher(text).replaceAll("$1•••");
        text = NAME_FIELD.matcher(text).replaceAll("$1•••\"");
        text = PROMPT_ID.matcher(text).replaceAll("$1••••••$2");
        text = HASH.matcher(text).replaceAll("$1…$2");
        text = PHONE.matcher(text).replaceAll("$1•••$2");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** A phone as M-PESA reported it, whole, masked or hashed. */
    static String phone(String reported) {
        String text = HASH.matcher(reported).replaceAll("$1…$2");
        return PHONE.matcher(text).replaceAll("$1•••$2");
    }
}
