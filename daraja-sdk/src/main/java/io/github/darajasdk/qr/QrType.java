package io.github.darajasdk.qr;

/** What a QR code does. */
public enum QrType {
    /** Pays a till. */
    BUY_GOODS("BG"),
    /** Withdraws at an agent. */
    WITHDRAW_AT_AGENT("WA"),
    /** Pays a paybill. */
    PAYBILL("PB"),
    /** Sends money to a phone. */
    SEND_MONEY("SM"),
    /** Sends money to a business. */
    SEND_TO_BUSINESS("SB");

    private final String code;

    QrType(String code) {
        this.code = code;
    }

    /**
     * Returns Daraja's two letters for it.
     *
     * @return exactly as Daraja spells it
     */
    public String code() {
        return code;
    }
}
