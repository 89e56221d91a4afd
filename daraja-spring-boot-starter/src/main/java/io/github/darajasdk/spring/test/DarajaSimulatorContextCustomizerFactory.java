package io.github.darajasdk.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ClassUtils;

/** Looks for {@link AutoConfigureDarajaSimulator}. Found by Spring's test framework. */
final class DarajaSimulatorContextCustomizerFactory implements ContextCustomizerFactory {

    private static final String SIMULATOR = "io.github.darajasdk.simulator.DarajaSimulator";

    /** Found by name. */
    DarajaSimulatorContextCustomizerFactory() {}

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configurationAttributes) {
        if (!TestContextAnnotationUtils.hasAnnotation(testClass, AutoConfigureDarajaSimulator.class)) {
            return null;
        }
        if (!ClassUtils.isPresent(SIMULATOR, testClass.getClassLoader())) {
            throw new IllegalStateException("@AutoConfigureDarajaSimulator needs the simulator: add"
                    + " io.github.darajasdk:daraja-simulator with scope test");
        }
        return new DarajaSimulatorContextCustomizer();
    }
}
