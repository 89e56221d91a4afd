package io.github.darajasdk.standingorder;

/** Editions of the standing order's documentation. They number the frequencies differently, and name the types differently. */
public enum StandingOrderEdition {
    /** The page of 2025. */
    Y2025("Standing Order Customer Pay Bill", "Standing Order Customer Pay Merchant"),
    /** The page of August 2026. */
    Y2026("Standing Order Pay Bill External Third Party", "Standing Order Pay Merchant External Third Party");

    /** What the edition of 2026 put in between. */
    private static final int BI_WEEKLY = 4;

    private final String paybillType;
    private final String tillType;

    StandingOrderEdition(String paybillType, String tillType) {
        this.paybillType = paybillType;
        this.tillType = tillType;
    }

    /**
     * Returns the transaction type.
     *
     * @param till whether a till is paid, or else a paybill
     * @return exactly as Daraja spells it
     */
    public String transactionType(boolean till) {
        return till ? tillType : paybillType;
    }

    /**
     * Returns the number of a frequency in this edition.
     *
     * @param frequency how often
     * @return 1 to 9
     * @throws IllegalArgumentException if this edition does not have it
     */
    public int number(StandingOrderFrequency frequency) {
        int number = switch (frequency) {
            case ONCE -> 1;
            case DAILY -> 2;
            case WEEKLY -> 3;
            case BI_WEEKLY -> BI_WEEKLY;
            case MONTHLY -> 5;
            case BI_MONTHLY -> 6;
            case QUARTERLY -> 7;
            case HALF_YEARLY -> 8;
            case YEARLY -> 9;
        };
        if (this == Y2026 || number < BI_WEEKLY) {
            return number;
        }
        if (number == BI_WEEKLY) {
            throw new IllegalArgumentException("the edition of 2025 has no standing orders every two weeks");
        }
        return number - 1;
    }
}
