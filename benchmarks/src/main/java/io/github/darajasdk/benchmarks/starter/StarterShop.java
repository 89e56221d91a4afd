package io.github.darajasdk.benchmarks.starter;

import io.github.darajasdk.spring.web.CallbackHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same web application as {@link PlainShop} with the starter: a client, addresses, and the callback endpoint. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class StarterShop {

    /** What the application's configuration would say. */
    static final Map<String, String> CONFIGURATION = Map.of(
            "daraja.credentials.consumer-key", "key",
            "daraja.credentials.consumer-secret", "secret",
            "daraja.merchant.short-code", "600123",
            "daraja.merchant.passkey", "passkey",
            "daraja.callback.base-url", "https://pay.example.co.ke",
            "daraja.callback.key", "0123456789abcdef0123456789abcdef",
            // The load comes from this machine, which is no address of Safaricom's.
            "daraja.callback.source-mode", "off");

    private final Map<String, byte[]> stored = new ConcurrentHashMap<>();

    public static void main(String[] args) {
        PlainShop.run(StarterShop.class, args);
    }

    @Bean
    CallbackHandler callbackHandler() {
        return delivery -> stored.put(delivery.reference(), delivery.rawBody());
    }

    @GetMapping("/")
    String page() {
        return "hello";
    }
}
