package io.github.darajasdk.stk;

import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ResultFinality;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the query says about one prompt: paid, not paid, or nothing that can be relied on yet. */
public sealed interface StkQueryResult {

    /**
     * Returns which prompt was asked for.
     *
     * @return the id that was queried
     */
    CheckoutRequestId checkoutRequestId();

    /**
     * Returns M-PESA's text. Decide on codes, never on this.
     *
     * @return the text, possibly empty
     */
    String resultDescription();

    /**
     * Returns the answer exactly as received, worth keeping as evidence.
     *
     * @return the body
     */
    String rawBody();

    /**
     * Paid. The query knows no receipt and no amount: they come with the callback, with Pull or with the statement.
     *
     * @param checkoutRequestId which prompt
     * @param resultCode {@code 0}
     * @param resultDescription M-PESA's text
     * @param rawBody as received
     */
    record Paid(CheckoutRequestId checkoutRequestId, ResultCode resultCode, String resultDescription, String rawBody)
            implements StkQueryResult {

        /**
         * Checks the code.
         *
         * @param checkoutRequestId which prompt
         * @param resultCode {@code 0}
         * @param resultDescription M-PESA's text
         * @param rawBody as received
         * @throws IllegalArgumentException if the code does not say paid
         */
        public Paid {
            if (!resultCode.value().equals("0")) {
                throw new IllegalArgumentException("paid means code 0, not " + resultCode);
            }
        }

        @Override
        public String toString() {
            return "Paid[" + checkoutRequestId + "]";
        }
    }

    /**
     * Not paid, and it will not be: a code that the catalogue marks final.
     *
     * @param checkoutRequestId which prompt
     * @param resultCode a final code other than {@code 0}
     * @param resultDescription M-PESA's text
     * @param rawBody as received
     */
    record NotPaid(CheckoutRequestId checkoutRequestId, ResultCode resultCode, String resultDescription, String rawBody)
            implements StkQueryResult {

        /**
         * Checks the code.
         *
         * @param checkoutRequestId which prompt
         * @param resultCode a final code other than {@code 0}
         * @param resultDescription M-PESA's text
         * @param rawBody as received
         * @throws IllegalArgumentException if the code is not a final no
         */
        public NotPaid {
            if (resultCode.finality() != ResultFinality.FINAL
                    || resultCode.value().equals("0")) {
                throw new IllegalArgumentException("not paid needs a final code, not " + resultCode);
            }
        }

        @Override
        public String toString() {
            return "NotPaid[" + checkoutRequestId + ", " + resultCode + "]";
        }
    }

    /** No answer that can be relied on: pending, a soft or unknown code, or Daraja could not say. Ask again. */
    final class Unresolved implements StkQueryResult {

        private final CheckoutRequestId checkoutRequestId;
        private final @Nullable ResultCode resultCode;
        private final String resultDescription;
        private final String rawBody;

        /**
         * Makes the result. Public so that tests can.
         *
         * @param checkoutRequestId which prompt
         * @param resultCode the code, or null if there was none
         * @param resultDescription M-PESA's text, possibly empty
         * @param rawBody as received
         */
        public Unresolved(
                CheckoutRequestId checkoutRequestId,
                @Nullable ResultCode resultCode,
                String resultDescription,
                String rawBody) {
            this.checkoutRequestId = checkoutRequestId;
            this.resultCode = resultCode;
            this.resultDescription = resultDescription;
            this.rawBody = rawBody;
        }

        @Override
        public CheckoutRequestId checkoutRequestId() {
            return checkoutRequestId;
        }

        /**
         * Returns the code, if the answer had one.
         *
         * @return a pending, soft or unknown code, or empty
         */
        public Optional<ResultCode> resultCode() {
            return Optional.ofNullable(resultCode);
        }

        @Override
        public String resultDescription() {
            return resultDescription;
        }

        @Override
        public String rawBody() {
            return rawBody;
        }

        @Override
        public String toString() {
            return "Unresolved[" + checkoutRequestId + ", " + (resultCode == null ? "no code" : resultCode) + "]";
        }
    }
}
