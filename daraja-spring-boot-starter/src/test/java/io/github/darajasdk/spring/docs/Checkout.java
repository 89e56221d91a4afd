package io.github.darajasdk.spring.docs;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.stk.StkPushRequest;
import org.springframework.stereotype.Service;

@Service
class Checkout {

    private final DarajaClient daraja;
    private final CallbackUrls callbackUrls;
    private final Orders orders;

    Checkout(DarajaClient daraja, CallbackUrls callbackUrls, Orders orders) {
        this.daraja = daraja;
        this.callbackUrls = callbackUrls;
        this.orders = orders;
    }

    void pay(String orderId, String phone, long shillings) {
        StkPushRequest request = StkPushRequest.builder()
                .phoneNumber(Msisdn.parse(phone))
                .amount(Amount.kes(shillings))
                .accountReference(AccountReference.of(orderId))
                .callbackUrl(callbackUrls.create(CallbackPurpose.STK, orderId))
                .build();
        orders.attempting(orderId); // committed before anything is sent
        try {
            orders.prompted(orderId, daraja.stk().push(request).checkoutRequestId());
        } catch (DarajaException e) {
            switch (e.delivery()) {
                case NOT_SENT, REJECTED -> orders.mayBePaidAgain(orderId);
                case UNKNOWN -> orders.waiting(orderId); // the phone may be ringing: never push again
            }
        }
    }
}
