package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.settings.PaymentMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How both books stand at this moment, outside any run. */
public interface Overview {

    BookSums sums(PaymentMode books, Period period);

    /** Money of a period that no payment of ours explains, without what M-PESA has given back since. */
    Orphan.Total orphanTotal(PaymentMode books, Period period);

    /**
     * The same one by one, the latest first.
     *
     * @param after the last one seen; null to begin
     * @param limit 1 to 500
     */
    List<Orphan> orphans(PaymentMode books, Period period, Orphan.@Nullable Key after, int limit);
}
