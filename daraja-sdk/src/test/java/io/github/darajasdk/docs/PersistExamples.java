package io.github.darajasdk.docs;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ResultFinality;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.StkCallback;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.stk.StkQueryResult;
import java.time.Duration;
import java.util.Optional;

/** A push that survives everything, with one table, as the pages show it. */
final class PersistExamples {

    private final DarajaClient daraja;
    private final CallbackUrls callbackUrls;
    private final Payments payments;

    PersistExamples(DarajaClient daraja, CallbackUrls callbackUrls, Payments payments) {
        this.daraja = daraja;
        this.callbackUrls = callbackUrls;
        this.payments = payments;
    }

    // docs: begin persist-store
    /** The table. Every method commits before it returns, or throws. */
    interface Payments {
        void insert(String id, String orderNumber, Amount amount); // state SENDING

        void become(String id, State state, String why); // unless PAID or NOT_PAID

        void prompted(String id, CheckoutRequestId checkoutRequestId); // state PROMPTED, unless PAID or NOT_PAID

        void paid(String id, Optional<ReceiptNumber> receipt); // from every state: late truth wins

        boolean isExpected(String id, CheckoutRequestId checkoutRequestId, Amount amount);
    }

    enum State {
        SENDING,
        PROMPTED,
        PAID,
        NOT_PAID,
        NOT_SENT,
        REFUSED,
        UNCLEAR
    }
    // docs: end persist-store

    // docs: begin persist-push
    Optional<CheckoutRequestId> push(String id, String orderNumber, Msisdn phoneNumber, Amount amount) {
        StkPushRequest request = StkPushRequest.builder()
                .phoneNumber(phoneNumber)
                .amount(amount)
                .accountReference(AccountReference.of(orderNumber))
                .callbackUrl(callbackUrls.create(CallbackPurpose.STK, id)) // the callback finds the row by itself
                .build();
        payments.insert(id, orderNumber, amount); // committed before the first byte leaves
        CheckoutRequestId checkoutRequestId;
        try {
            checkoutRequestId = daraja.stk().push(request).checkoutRequestId();
        } catch (DarajaException e) {
            State state = switch (e.delivery()) {
                case NOT_SENT -> State.NOT_SENT; // nobody was prompted: a new row may try again
                case REJECTED -> State.REFUSED; // nobody was prompted: mend it first
                case UNKNOWN -> State.UNCLEAR; // the phone may be ringing: no second push
            };
            payments.become(id, state, e.getMessage());
            return Optional.empty();
        }
        payments.prompted(id, checkoutRequestId);
        return Optional.of(checkoutRequestId);
    }
    // docs: end persist-push

    // docs: begin persist-await
    void await(String id, CheckoutRequestId checkoutRequestId, Duration atMost) {
        heard(id, daraja.stk().awaitOutcome(checkoutRequestId, atMost));
    }

    private void heard(String id, StkQueryResult result) {
        if (result instanceof StkQueryResult.Paid) {
            payments.paid(id, Optional.empty()); // the receipt comes with the callback, Pull or the statement
        } else if (result instanceof StkQueryResult.NotPaid notPaid) {
            payments.become(id, State.NOT_PAID, notPaid.resultCode().meaning());
        } // Unresolved: the row stays PROMPTED and is asked about again
    }
    // docs: end persist-await

    // docs: begin persist-soft
    void askOnceMore(
            String id, CheckoutRequestId checkoutRequestId) { // at least 30 s after a soft code was first heard
        StkQueryResult result = daraja.stk().query(checkoutRequestId);
        if (result instanceof StkQueryResult.Unresolved unresolved
                && unresolved.resultCode().map(ResultCode::finality).equals(Optional.of(ResultFinality.SOFT))) {
            payments.become(id, State.NOT_PAID, "soft, and confirmed by a later query");
        } else {
            heard(id, result);
        }
    }
    // docs: end persist-soft

    // docs: begin persist-callback
    void callback(String id, byte[] body) { // id: what CallbackGuard found in the address
        StkCallback callback = CallbackParser.create().parseStk(body);
        if (callback instanceof StkCallback.Paid paid) {
            if (payments.isExpected(id, paid.checkoutRequestId(), paid.amount())) {
                payments.paid(id, Optional.of(paid.receiptNumber()));
            } // else: a person looks at it; the body is in the inbox
        } else if (callback instanceof StkCallback.NotPaid notPaid) {
            payments.become(id, State.NOT_PAID, notPaid.resultCode().meaning());
        } // Unresolved: ask
    }
    // docs: end persist-callback
}
