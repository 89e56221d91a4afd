package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.Optional;

/**
 * After a restore of an older backup the database has forgotten what happened since. Until M-PESA's own records over that
 * gap are read, or an administrator ends it, nothing that moves money is sent.
 */
public interface Recovery {

    /** Whether money is held back now, on every instance. */
    boolean isUnderWay();

    /** The recovery that is under way. */
    Optional<Gap> current();

    /**
     * M-PESA's list of all payments to a short code in a span of time was read and stored. Ends the recovery if it is the
     * short code served now, and the span covers the gap.
     */
    void recordsRead(PaymentEnvironment environment, String merchant, Instant from, Instant to);

    /**
     * An administrator has made sure by other means, a statement say. Does nothing when none is under way.
     *
     * @param why for the record, not blank
     */
    void end(UserId by, String why);

    /**
     * What the database has forgotten.
     *
     * @param from the last sign of life that it remembers
     * @param to when that was noticed, at a start
     * @param askedFor whether an operator said that it was restored
     */
    record Gap(Instant from, Instant to, boolean askedFor) {}

    /**
     * A recovery began: nothing of what was not sent may be sent by itself. Published once per start, inside a transaction,
     * before the first job and the first request; a listener may see it again.
     */
    record RecoveryBegan(Instant at) {}
}
