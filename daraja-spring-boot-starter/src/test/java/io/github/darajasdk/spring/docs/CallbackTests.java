package io.github.darajasdk.spring.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.spring.test.DarajaCallbackTest;
import io.github.darajasdk.spring.test.SignedCallbacks;
import io.github.darajasdk.spring.test.StkCallbackBody;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

@DarajaCallbackTest
@Import({CallbackConfiguration.class, Orders.class})
class CallbackTests {

    @Autowired
    SignedCallbacks mpesa;

    @MockitoSpyBean
    Orders orders;

    @Test
    void paidOrderIsStored() {
        assertThat(mpesa.send("A17", StkCallbackBody.paid(2_500)).status()).isEqualTo(200);
        assertThat(orders.state("A17")).isEqualTo("Paid");
    }

    @Test
    void whatCannotBeStoredIsNotClaimed() {
        doThrow(new IllegalStateException("no database")).when(orders).store(any());
        assertThat(mpesa.send("A18", StkCallbackBody.ended(1032, "Request cancelled by user"))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void forgedCallbackNeverReachesTheOrders() {
        byte[] body = StkCallbackBody.paid(2_500).toJson();
        assertThat(mpesa.sendForged(CallbackPurpose.STK, "A19", body).status()).isEqualTo(404);
        verify(orders, never()).store(any());
    }
}
