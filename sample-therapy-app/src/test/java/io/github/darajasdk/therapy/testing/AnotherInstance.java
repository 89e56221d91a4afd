package io.github.darajasdk.therapy.testing;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.therapy.SmilingSteps;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** A second instance of the application under test: same database, same M-PESA, same clock, another process but for the JVM. */
public final class AnotherInstance implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private AnotherInstance(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param first the application of a {@link PaymentTest} */
    public static AnotherInstance of(ConfigurableApplicationContext first) {
        DarajaSimulator mpesa = first.getBean(DarajaSimulator.class);
        ConfigurableApplicationContext second = new SpringApplicationBuilder(
                        SmilingSteps.class, SimulatedMpesa.OneClock.class)
                .profiles("test")
                .initializers(context -> {
                    shareSettings(first.getEnvironment(), context.getEnvironment());
                    context.getBeanFactory().registerSingleton("darajaSimulator", mpesa);
                })
                .run("--server.port=0");
        return new AnotherInstance(second);
    }

    private static void shareSettings(ConfigurableEnvironment from, ConfigurableEnvironment to) {
        for (PropertySource<?> source : from.getPropertySources()) {
            if (source.getName().equals(FreshDatabase.SETTINGS)
                    || source.getName().equals(SimulatedMpesa.SETTINGS)) {
                to.getPropertySources().addAfter("commandLineArgs", source);
            } else if (source.getName().equals(SimulatedMpesa.LIMITS)
                    || source.getName().startsWith("Inlined Test")) {
                to.getPropertySources().addLast(source);
            }
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
