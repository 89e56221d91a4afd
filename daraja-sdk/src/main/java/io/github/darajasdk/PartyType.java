package io.github.darajasdk;

/** What kind of party a number names, in requests that can be about several. */
public enum PartyType {
    /** A customer's phone number. */
    MSISDN("1"),
    /** A Buy Goods till. */
    TILL("2"),
    /** An organisation's short code, paybills included. */
    SHORT_CODE("4");

    private final String code;

    PartyType(String code) {
        this.code = code;
    }

    /**
     * Returns Daraja's number for it.
     *
     * @return one digit
     */
    public String code() {
        return code;
    }
}
