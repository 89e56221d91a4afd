package io.github.darajasdk.therapy.testing;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points an application at a database of its own. */
public final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String SETTINGS = "fresh database";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(SETTINGS, TestDatabase.fresh().properties()));
    }
}
