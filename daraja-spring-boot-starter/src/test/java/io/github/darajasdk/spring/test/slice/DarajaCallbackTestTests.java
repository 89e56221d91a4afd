package io.github.darajasdk.spring.test.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.MerchantRequestId;
import io.github.darajasdk.callback.C2bPayment;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.StkCallback;
import io.github.darajasdk.spring.test.DarajaCallbackTest;
import io.github.darajasdk.spring.test.SignedCallbacks;
import io.github.darajasdk.spring.test.StkCallbackBody;
import io.github.darajasdk.spring.web.C2bValidator;
import io.github.darajasdk.spring.web.CallbackDelivery;
import io.github.darajasdk.spring.web.CallbackHandler;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The slice finds what callbacks are for, leaves out the rest, and answers as the endpoint does. */
@DarajaCallbackTest(properties = "shop.name=Kamau's")
class DarajaCallbackTestTests {

    @Autowired
    private SignedCallbacks mpesa;

    @Autowired
    private StoringHandler handler;

    @Autowired
    private ApplicationContext context;

    @BeforeEach
    void forget() {
        handler.deliveries.clear();
    }

    @Test
    void componentsThatHandleCallbacksAreThereAndNothingElseIs() {
        assertThat(context.getBeanNamesForType(CallbackHandler.class)).hasSize(1);
        assertThat(context.getBeanNamesForType(C2bValidator.class)).hasSize(1);
        assertThat(context.getBeanNamesForType(Unrelated.class)).isEmpty();
        assertThat(context.getBeanNamesForType(DarajaClient.class)).isEmpty();
        assertThat(context.containsBean("dispatcherServlet")).isFalse();
        assertThat(context.getEnvironment().getProperty("shop.name")).isEqualTo("Kamau's");
    }

    @Test
    void bodiesMadeHereHaveTheFieldsOfThoseOnTheWireAndAreReadAsWhatTheySay() throws IOException {
        ObjectMapper json = new ObjectMapper();
        StkCallbackBody paid = StkCallbackBody.paid(1);
        StkCallbackBody cancelled = StkCallbackBody.ended(1032, "Request cancelled by user");

        assertThat(json.readTree(paid.toJson())).isEqualTo(json.readTree(wire("stk-callback-success.json")));
        assertThat(json.readTree(cancelled.toJson()))
                .isEqualTo(json.readTree(wire("stk-callback-failure-1032-cancelled.json")));

        assertThat(mpesa.send("A1", paid).status()).isEqualTo(200);
        assertThat(mpesa.send("A2", cancelled).status()).isEqualTo(200);
        assertThat(handler.deliveries).extracting(CallbackDelivery::reference).containsExactly("A1", "A2");
        assertThat(handler.deliveries.get(0).parsed()).containsInstanceOf(StkCallback.Paid.class);
        assertThat(handler.deliveries.get(1).parsed()).containsInstanceOf(StkCallback.NotPaid.class);
    }

    @Test
    void bodyNamesTheReceiptAndThePushItIsToldTo() {
        mpesa.send(
                "A1",
                StkCallbackBody.paid(2_500)
                        .receipt("UKL4ZZ7QXN")
                        .of(MerchantRequestId.of("merchant-1"), CheckoutRequestId.of("ws_CO_1")));

        StkCallback.Paid paid =
                (StkCallback.Paid) handler.deliveries.get(0).parsed().orElseThrow();
        assertThat(paid.receiptNumber().value()).isEqualTo("UKL4ZZ7QXN");
        assertThat(paid.checkoutRequestId()).isEqualTo(CheckoutRequestId.of("ws_CO_1"));
        assertThat(paid.merchantRequestId()).isEqualTo(MerchantRequestId.of("merchant-1"));
        assertThat(paid.amount().shillings()).isEqualTo(2_500);
    }

    @Test
    void recordedBodiesOfAnyPurposeAreSentToo() throws IOException {
        assertThat(mpesa.send(CallbackPurpose.C2B_CONFIRMATION, "shop", wire("c2b-confirmation-buygoods.json"))
                        .status())
                .isEqualTo(200);
        assertThat(handler.deliveries.get(0).parsed(C2bPayment.class)).isPresent();
        assertThat(mpesa.send(CallbackPurpose.C2B_VALIDATION, "shop", wire("c2b-confirmation-buygoods.json"))
                        .body())
                .contains("C2B00012");
    }

    @Test
    void forgedAddressIsNotFoundAndNothingIsDelivered() {
        assertThat(mpesa.sendForged(
                                CallbackPurpose.STK,
                                "A1",
                                StkCallbackBody.paid(1).toJson())
                        .status())
                .isEqualTo(404);
        assertThat(handler.deliveries).isEmpty();
    }

    private static byte[] wire(String name) throws IOException {
        try (InputStream bytes = DarajaCallbackTestTests.class.getResourceAsStream("/wire/" + name)) {
            assertThat(bytes).as("wire fixture %s", name).isNotNull();
            return bytes.readAllBytes();
        }
    }
}
