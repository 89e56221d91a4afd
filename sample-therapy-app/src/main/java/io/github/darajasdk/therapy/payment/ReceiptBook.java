package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.util.List;
import java.util.Optional;

/** The receipts on record: proof of money that came, each once. */
public interface ReceiptBook {

    Optional<BookedReceipt> find(PaymentEnvironment environment, String receipt);

    /** Those booked to a session, oldest first. */
    List<BookedReceipt> ofSession(SessionId session);
}
