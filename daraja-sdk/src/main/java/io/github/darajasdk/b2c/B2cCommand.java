package io.github.darajasdk.b2c;

/** Kinds of payouts. */
public enum B2cCommand {
    /** An ordinary payout. */
    BUSINESS_PAYMENT("BusinessPayment"),
    /** A salary; registered customers only. */
    SALARY_PAYMENT("SalaryPayment"),
    /** A prize or promotion, with a congratulating text. */
    PROMOTION_PAYMENT("PromotionPayment");

    private final String word;

    B2cCommand(String word) {
        this.word = word;
    }

    /**
     * Returns Daraja's word for it.
     *
     * @return exactly as Daraja spells it
     */
    public String word() {
        return word;
    }
}
