package io.github.darajasdk.therapy.testing;

import com.zaxxer.hikari.HikariDataSource;
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

    /**
     * Starts it.
     *
     * @param first the application of a {@link PaymentTest}
     * @param changes what the test has replaced in the first
     */
    public static AnotherInstance of(ConfigurableApplicationContext first, Class<?>... changes) {
        DarajaSimulator mpesa = first.getBean(DarajaSimulator.class);
        ConfigurableApplicationContext second = new SpringApplicationBuilder(
                        SmilingSteps.class, SimulatedMpesa.OneClock.class)
                .sources(changes)
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

    /**
     * From one moment to the next it says nothing to anybody any more: no job ends, none is given back, no heartbeat is
     * written. What it had claimed stays claimed, as after {@code kill -9}.
     */
    public void die() {
        HikariDataSource connections = context.getBean(HikariDataSource.class);
        connections.close();
        context.close();
    }

    @Override
    public void close() {
        context.close();
    }
}
