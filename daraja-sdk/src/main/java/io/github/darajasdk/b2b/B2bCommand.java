package io.github.darajasdk.b2b;

/** Kinds of payments to businesses. Beyond the first three, Safaricom has to permit them; the last ones are legacy. */
public enum B2bCommand {
    /** To a paybill. */
    PAY_BILL("BusinessPayBill"),
    /** To a till. */
    BUY_GOODS("BusinessBuyGoods"),
    /** To a payout organisation's utility account. */
    TOP_UP("BusinessPayToBulk"),
    /** From our working to our utility account. */
    MMF_TO_UTILITY("BusinessTransferFromMMFToUtility"),
    /** From our utility to our working account. */
    UTILITY_TO_MMF("BusinessTransferFromUtilityToMMF"),
    /** From merchant to merchant. */
    MERCHANT_TO_MERCHANT("MerchantToMerchantTransfer"),
    /** From a merchant to its working account. */
    MERCHANT_TO_WORKING("MerchantTransferFromMerchantToWorking"),
    /** Between MMF accounts of merchant services. */
    MERCHANT_SERVICES_MMF("MerchantServicesMMFAccountTransfer"),
    /** Advance of float to an agency. */
    AGENCY_FLOAT_ADVANCE("AgencyFloatAdvance"),
    /** Disbursement to a business. */
    DISBURSE_FUNDS("DisburseFundsToBusiness"),
    /** From business to business. */
    BUSINESS_TO_BUSINESS("BusinessToBusinessTransfer");

    private final String word;

    B2bCommand(String word) {
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
