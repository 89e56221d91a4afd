package io.github.darajasdk.therapy.demo;

import io.github.darajasdk.simulator.DarajaSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/**
 * Points the application at the simulator before anything is configured: both addresses follow from the two ports, and
 * port 0 is replaced by a free one, so that each can know the other. Whatever is set elsewhere wins.
 */
public final class DemoEnvironment implements EnvironmentPostProcessor, Ordered {

    static final String SIMULATOR_URL = "demo.simulator.url";
    static final String SIMULATOR_IN_PROCESS = "demo.simulator.in-process";
    static final String SIMULATOR_PORT = "demo.simulator.port";

    private static final String SERVER_PORT = "server.port";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of("demo"))) {
            return;
        }
        Map<String, Object> chosen = new LinkedHashMap<>();
        int serverPort = port(environment, SERVER_PORT, 8080, chosen);
        int simulatorPort = port(environment, SIMULATOR_PORT, 8090, chosen);
        if (!chosen.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("demo: free ports", chosen));
        }
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("demo", defaults(environment, serverPort, simulatorPort)));
    }

    private static Map<String, Object> defaults(
            ConfigurableEnvironment environment, int serverPort, int simulatorPort) {
        String external = environment.getProperty(SIMULATOR_URL, "");
        Map<String, Object> defaults = new LinkedHashMap<>();
        boolean inProcess = !StringUtils.hasText(external);
        defaults.put(SIMULATOR_IN_PROCESS, inProcess);
        defaults.put("daraja.base-url", inProcess ? "http://127.0.0.1:" + simulatorPort : external);
        defaults.put("daraja.credentials.consumer-key", DarajaSimulator.CONSUMER_KEY);
        defaults.put("daraja.credentials.consumer-secret", DarajaSimulator.CONSUMER_SECRET);
        defaults.put("daraja.merchant.type", "paybill");
        defaults.put("daraja.merchant.short-code", DarajaSimulator.PAYBILL);
        defaults.put("daraja.merchant.passkey", DarajaSimulator.PASSKEY);
        defaults.put("daraja.merchant.initiator.name", DarajaSimulator.INITIATOR);
        defaults.put("daraja.merchant.initiator.password", DarajaSimulator.INITIATOR_PASSWORD);
        defaults.put("daraja.initiator-certificate", "classpath:io/github/darajasdk/simulator/security/initiator.cer");
        // Everything that M-PESA can tell, so that reconciliation has something to show.
        defaults.put("app.payment.channels.pull.enabled", "true");
        defaults.put("app.payment.channels.pull.nominated-number", "254712345678");
        defaults.put("app.payment.channels.c2b.register", "true");
        defaults.put("app.payment.channels.status", "true");
        defaults.put("daraja.callback.base-url", "http://127.0.0.1:" + serverPort);
        defaults.put("daraja.callback.allow-loopback", "true");
        // The simulator is no address of Safaricom's.
        defaults.put("daraja.callback.source-mode", "off");
        if (!environment.containsProperty("daraja.callback.key")) {
            Path folder = Path.of(environment.getProperty("app.database.folder", "data/postgres"));
            defaults.put("daraja.callback.key", CallbackKeyFile.in(folder).readOrCreate());
        }
        return defaults;
    }

    private static int port(
            ConfigurableEnvironment environment, String property, int usual, Map<String, Object> chosen) {
        int asked = environment.getProperty(property, Integer.class, usual);
        if (asked != 0) {
            return asked;
        }
        int free = freePort();
        chosen.put(property, free);
        return free;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on this machine", e);
        }
    }

    /** After the configuration files are read, which is early. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
