package io.github.darajasdk.therapy.testing;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.SimulatorClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/**
 * An M-PESA of the application's own, in the same process. Both live by one clock, which stands still until the test
 * moves it. Customers do nothing by themselves unless a script says so.
 */
public final class SimulatedMpesa implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String SETTINGS = "simulated M-PESA";
    static final String LIMITS = "prompts without end";

    private static final String PAYBILL = "600123";
    private static final String PASSKEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        DarajaSimulator simulator = DarajaSimulator.builder()
                .clock(SimulatorClock.standingAt(TestClock.START))
                .customers(CustomerScript.human())
                .paybill(PAYBILL, "Smiling Steps", PASSKEY)
                .start();
        int port = freePort();
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", port);
        properties.put("daraja.base-url", simulator.baseUri().toString());
        properties.put("daraja.credentials.consumer-key", DarajaSimulator.CONSUMER_KEY);
        properties.put("daraja.credentials.consumer-secret", DarajaSimulator.CONSUMER_SECRET);
        properties.put("daraja.merchant.short-code", PAYBILL);
        properties.put("daraja.merchant.passkey", PASSKEY);
        properties.put("daraja.callback.base-url", "http://127.0.0.1:" + port);
        properties.put("daraja.call-timeout", "3s");
        properties.put("daraja.merchant.initiator.name", DarajaSimulator.INITIATOR);
        properties.put("daraja.merchant.initiator.password", DarajaSimulator.INITIATOR_PASSWORD);
        properties.put("daraja.initiator-certificate", simulator.baseUri() + "/simulator/certificate");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource(SETTINGS, properties));
        // Last: a test about the limits sets its own.
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource(
                        LIMITS,
                        Map.of(
                                "app.payment.limits.per-phone", 1000,
                                "app.payment.limits.per-phone-per-day", 1000,
                                "app.payment.limits.per-user", 1000,
                                "app.payment.limits.per-session-per-day", 1000)));
        context.getBeanFactory().registerSingleton("darajaSimulator", simulator);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                simulator.close();
            }
        });
    }

    /** Asked for before the application starts, since M-PESA must be told where to call back. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One time for both sides of the wire. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class OneClock {

        @Bean
        @Primary
        Clock clockOfBothSides(DarajaSimulator simulator) {
            return simulator.clock();
        }
    }
}
