package io.github.darajasdk.therapy.payment.review;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cases that a person has to look at. */
public interface PaymentCases {

    /** Pages that show cases listen to this. */
    String TOPIC = "admin:cases";

    /** At most 200: open ones the oldest first, resolved ones the latest first. */
    List<PaymentCase> list(CaseFilter filter);

    /** How many are open of each kind; a kind without any is absent. */
    Map<CaseKind, Long> openByKind();

    Optional<PaymentCase> find(CaseId id);

    /** Those about a session, a receipt, or either, the open ones first. */
    List<PaymentCase> about(PaymentEnvironment environment, Optional<SessionId> session, Optional<String> receipt);

    /**
     * Makes a person the one who looks after a case, whoever did before.
     *
     * @throws CaseRefusedException when it is resolved by now
     */
    void take(CaseId id, UserId by);

    /**
     * Closes a case.
     *
     * @param why for the record, not blank
     * @throws CaseRefusedException when it is resolved by now, or the reason is missing
     */
    void resolve(CaseId id, UserId by, String why);

    /** Keeps what a person did about a case, in the transaction in which it was done. */
    void note(CaseId id, CaseStep.Action action, UserId by, String why);

    /** What people did about a case, oldest first. */
    List<CaseStep> history(CaseId id);
}
