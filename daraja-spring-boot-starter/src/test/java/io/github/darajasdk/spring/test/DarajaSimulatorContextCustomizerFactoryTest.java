package io.github.darajasdk.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.simulator.DarajaSimulator;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;

class DarajaSimulatorContextCustomizerFactoryTest {

    private final DarajaSimulatorContextCustomizerFactory factory = new DarajaSimulatorContextCustomizerFactory();

    @Test
    void otherTestsAreLeftAlone() {
        assertThat(factory.createContextCustomizer(Plain.class, List.of())).isNull();
    }

    @Test
    void withoutTheSimulatorTheAnnotationSaysWhatToAdd() throws IOException {
        try (FilteredClassLoader loader = new FilteredClassLoader(DarajaSimulator.class)) {
            Class<?> annotated = new Redefining(loader).redefine(WithSimulator.class);

            assertThatThrownBy(() -> factory.createContextCustomizer(annotated, List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("io.github.darajasdk:daraja-simulator");
        }
    }

    static class Plain {}

    /** Makes a class the child's own, for a class answers with the loader that defined it. */
    private static final class Redefining extends ClassLoader {

        Redefining(ClassLoader parent) {
            super(parent);
        }

        Class<?> redefine(Class<?> type) throws IOException {
            byte[] bytes = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")
                    .readAllBytes();
            return defineClass(type.getName(), bytes, 0, bytes.length);
        }
    }
}

@AutoConfigureDarajaSimulator
class WithSimulator {}
