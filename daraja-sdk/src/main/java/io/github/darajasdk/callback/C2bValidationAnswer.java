package io.github.darajasdk.callback;

import io.github.darajasdk.internal.wire.WireObject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a C2B validation is answered with, within about eight seconds, with HTTP status 200. */
public final class C2bValidationAnswer {

    /** Why a payment is turned away. */
    public enum Rejection {
        /** The payer's number. */
        INVALID_MSISDN("C2B00011"),
        /** The account number that was typed. */
        INVALID_ACCOUNT_NUMBER("C2B00012"),
        /** The amount. */
        INVALID_AMOUNT("C2B00013"),
        /** The payer's details. */
        INVALID_KYC_DETAILS("C2B00014"),
        /** The short code. */
        INVALID_SHORT_CODE("C2B00015"),
        /** Anything else. */
        OTHER("C2B00016");

        private final String code;

        Rejection(String code) {
            this.code = code;
        }

        /**
         * Returns Daraja's code for it.
         *
         * @return for example {@code C2B00012}
         */
        public String code() {
            return code;
        }
    }

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private final String code;
    private final String description;
    private final @Nullable String thirdPartyReference;

    private C2bValidationAnswer(String code, String description, @Nullable String thirdPartyReference) {
        this.code = code;
        this.description = description;
        this.thirdPartyReference = thirdPartyReference;
    }

    /**
     * Lets the payment through.
     *
     * @return the answer
     */
    public static C2bValidationAnswer accept() {
        return new C2bValidationAnswer("0", "Accepted", null);
    }

    /**
     * Lets the payment through and gives it a reference that comes back with the confirmation.
     *
     * @param thirdPartyReference one to forty letters, digits, dashes or underscores
     * @return the answer
     * @throws IllegalArgumentException if the reference has another form
     */
    public static C2bValidationAnswer accept(String thirdPartyReference) {
        if (!REFERENCE.matcher(thirdPartyReference).matches()) {
            throw new IllegalArgumentException(
                    "third-party reference must be one to forty letters, digits, dashes or underscores");
        }
        return new C2bValidationAnswer("0", "Accepted", thirdPartyReference);
    }

    /**
     * Turns the payment away. The customer keeps the money.
     *
     * @param why the reason
     * @return the answer
     */
    public static C2bValidationAnswer reject(Rejection why) {
        return new C2bValidationAnswer(why.code(), "Rejected", null);
    }

    /**
     * Returns the body to send.
     *
     * @return a new array, JSON in UTF-8
     */
    public byte[] toJson() {
        WireObject json = WireObject.create().put("ResultCode", code).put("ResultDesc", description);
        return (thirdPartyReference == null ? json : json.put("ThirdPartyTransID", thirdPartyReference)).toBytes();
    }
}
