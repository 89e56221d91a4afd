package example;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.StkCallback;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.spring.web.CallbackDelivery;
import io.github.darajasdk.spring.web.CallbackHandler;
import io.github.darajasdk.stk.StkPushRequest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A Spring Boot application with the starter takes a simulated payment and its callback. */
@SpringBootApplication
public class Shop {

    private static final BlockingQueue<CallbackDelivery> DELIVERIES = new ArrayBlockingQueue<>(10);

    @Bean
    CallbackHandler callbackHandler() {
        return DELIVERIES::put;
    }

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (DarajaSimulator mpesa = DarajaSimulator.builder().customers(CustomerScript.approves()).start();
                ConfigurableApplicationContext shop = SpringApplication.run(
                        Shop.class,
                        "--server.port=" + port,
                        "--daraja.base-url=" + mpesa.baseUri(),
                        "--daraja.credentials.consumer-key=" + DarajaSimulator.CONSUMER_KEY,
                        "--daraja.credentials.consumer-secret=" + DarajaSimulator.CONSUMER_SECRET,
                        "--daraja.merchant.type=paybill",
                        "--daraja.merchant.short-code=" + DarajaSimulator.PAYBILL,
                        "--daraja.merchant.passkey=" + DarajaSimulator.PASSKEY,
                        "--daraja.callback.base-url=http://127.0.0.1:" + port,
                        "--daraja.callback.allow-loopback=true",
                        "--daraja.callback.key=6d7920746573742063616c6c6261636b206b6579206f66203332206279746573")) {
            shop.getBean(DarajaClient.class)
                    .stk()
                    .push(StkPushRequest.builder()
                            .phoneNumber(Msisdn.parse("0712 345 678"))
                            .amount(Amount.kes(150))
                            .accountReference(AccountReference.of("INV-1"))
                            .callbackUrl(shop.getBean(CallbackUrls.class).create(CallbackPurpose.STK, "order1"))
                            .build());
            CallbackDelivery delivery = DELIVERIES.poll(60, TimeUnit.SECONDS);
            if (delivery == null || !(delivery.parsed().orElse(null) instanceof StkCallback.Paid)) {
                throw new IllegalStateException("expected a paid callback, but: " + delivery);
            }
            System.out.println("paid, on Spring Boot " + SpringBootVersion.getVersion());
        }
    }
}
