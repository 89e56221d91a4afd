package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.util.List;

/** What M-PESA's records say of single receipts, whatever channel told it. */
public interface MpesaRecords {

    /** The movements of a receipt, its charge and what gave it back among them, oldest first. */
    List<MpesaRecord> of(PaymentEnvironment environment, String receipt);
}
