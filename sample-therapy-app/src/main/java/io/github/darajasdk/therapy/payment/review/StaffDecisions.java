package io.github.darajasdk.therapy.payment.review;

import io.github.darajasdk.therapy.account.UserId;
import java.util.UUID;

/**
 * What an administrator may decide about money, from M-PESA's own record. Each decision is stored as evidence of a person,
 * with who and why, and settled like all other evidence; what M-PESA says later can still overrule it.
 *
 * <p>A decision that cannot be taken throws a {@link CaseRefusedException} and changes nothing. {@code why} is for the
 * record and never blank.
 */
public interface StaffDecisions {

    /** A payment without a receipt has this one in M-PESA's record, with the amount asked for. */
    void confirmReceipt(CaseId about, String receipt, UserId by, String why);

    /** A payment without a receipt has none in M-PESA's record: it failed. */
    void markFailed(CaseId about, UserId by, String why);

    /** No source knows of an attempt, ten minutes and more after it was sent: it is given up. */
    void abandon(CaseId about, UserId by, String why);

    /** Money that nothing explains belongs to this session. */
    void link(CaseId about, String bookingNumber, UserId by, String why);

    /** A confirmation that nothing else confirms is genuine: M-PESA's record has it. */
    void acceptClaim(CaseId about, UserId by, String why);

    /** Handles a message once more that was set aside. */
    void replay(CaseId about, UUID evidence, UserId by, String why);
}
