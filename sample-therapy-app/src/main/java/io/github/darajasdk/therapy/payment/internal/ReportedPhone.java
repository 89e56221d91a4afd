package io.github.darajasdk.therapy.payment.internal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A payer's number as the channels tell it: whole, without 254, masked ({@code 2547 ***** 126}) or hashed. */
final class ReportedPhone {

    private ReportedPhone() {}

    /**
     * Whether it may be this number. What cannot be read may be anybody's.
     *
     * @param msisdn 254…
     */
    static boolean mayBe(@Nullable String reported, String msisdn) {
        if (reported == null) {
            return true;
        }
        String text = reported.replaceAll("[\\s+]", "");
        if (text.matches("[0-9a-fA-F]{64}")) {
            return text.equalsIgnoreCase(NewEvidence.sha256(msisdn.getBytes(StandardCharsets.US_ASCII)));
        }
        if (text.matches("[0-9]{9,12}")) {
            return msisdn.endsWith(text.substring(text.length() - 9));
        }
        if (text.matches("[0-9]+\\*+[0-9]+")) {
            return msisdn.startsWith(text.substring(0, text.indexOf('*')))
                    && msisdn.endsWith(text.substring(text.lastIndexOf('*') + 1));
        }
        return true;
    }
}
