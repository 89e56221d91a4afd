package io.github.darajasdk.spring.test;

import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.util.TestSocketUtils;

/** Adds the simulator to a test's application context, and tells the application where its callbacks arrive. */
record DarajaSimulatorContextCustomizer() implements ContextCustomizer {

    private static final String KEY = "any key will do between a simulator and a test 0123456789";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<String, Object> properties = new HashMap<>();
        String port = environment.getProperty("server.port", "8080");
        if (port.equals("0")) {
            // Callback addresses are made before the server has chosen, so the port is chosen for it.
            port = String.valueOf(TestSocketUtils.findAvailableTcpPort());
            properties.put("server.port", port);
        }
        properties.put("daraja.environment", "sandbox");
        properties.put(
                "daraja.callback.base-url",
                "http://127.0.0.1:" + port
                        + environment.getProperty("server.servlet.context-path", "")
                        + environment.getProperty("daraja.callback.path", ""));
        properties.put("daraja.callback.allow-loopback", "true");
        properties.put("daraja.callback.source-mode", "off");
        if (environment.getProperty("daraja.callback.key", "").isBlank()) {
            properties.put("daraja.callback.key", KEY);
        }
        environment.getPropertySources().addFirst(new MapPropertySource("darajaSimulator", properties));
        ((BeanDefinitionRegistry) context.getBeanFactory())
                .registerBeanDefinition(
                        DarajaSimulatorConfiguration.class.getName(),
                        new RootBeanDefinition(DarajaSimulatorConfiguration.class));
    }
}
