package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.testing.PaymentTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A payment test with every channel that M-PESA has switched on, and another short code of former days. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PaymentTest
@TestPropertySource(
        properties = {
            "app.payment.channels.pull.enabled=true",
            "app.payment.channels.pull.nominated-number=254712000000",
            "app.payment.channels.c2b.register=true",
            "app.payment.channels.status=true",
            "app.payment.query-back.above=1000",
            "app.payment.former.before.environment=SIMULATOR",
            "app.payment.former.before.base-url=${daraja.base-url}",
            "app.payment.former.before.short-code=" + ChannelTest.FORMER_SHORT_CODE,
            "app.payment.former.before.passkey=" + ChannelTest.FORMER_PASSKEY,
            "app.payment.former.before.consumer-key=${daraja.credentials.consumer-key}",
            "app.payment.former.before.consumer-secret=${daraja.credentials.consumer-secret}",
        })
public @interface ChannelTest {

    String FORMER_SHORT_CODE = "174379";
    String FORMER_PASSKEY = "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919";
}
