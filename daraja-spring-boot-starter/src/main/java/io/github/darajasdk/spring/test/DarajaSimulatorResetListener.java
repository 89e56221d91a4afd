package io.github.darajasdk.spring.test;

import io.github.darajasdk.simulator.DarajaSimulator;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Gives each test the simulator as new, although they share it. Found by Spring's test framework. */
final class DarajaSimulatorResetListener implements TestExecutionListener {

    /** Found by name. */
    DarajaSimulatorResetListener() {}

    @Override
    public void beforeTestMethod(TestContext testContext) {
        if (TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(), AutoConfigureDarajaSimulator.class)) {
            testContext.getApplicationContext().getBean(DarajaSimulator.class).reset();
        }
    }
}
