package io.github.darajasdk.simulator;

import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit extension that gives each test a fresh {@link DarajaSimulator}, as a parameter, and closes it afterwards.
 *
 * <pre>{@code
 * @ExtendWith(DarajaSimulatorExtension.class)
 * class CheckoutTest {
 *
 *     @Test
 *     void cancelledPaymentCanBeRetried(DarajaSimulator simulator) {
 *         simulator.nextPush().customer(CustomerScript.cancels());
 *     }
 * }
 * }</pre>
 *
 * <p>With other defaults: {@code @RegisterExtension DarajaSimulatorExtension daraja =
 * DarajaSimulatorExtension.with(() -> DarajaSimulator.builder().demo());}. The clock can be a parameter, too.
 */
@SuppressWarnings("exports") // whoever uses the extension has JUnit
public final class DarajaSimulatorExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(DarajaSimulatorExtension.class);

    private final Supplier<DarajaSimulator.Builder> builders;

    /** Creates an extension with the defaults of {@link DarajaSimulator#builder()}. */
    public DarajaSimulatorExtension() {
        this(DarajaSimulator::builder);
    }

    private DarajaSimulatorExtension(Supplier<DarajaSimulator.Builder> builders) {
        this.builders = Objects.requireNonNull(builders, "builders");
    }

    /**
     * {@return an extension that starts what {@code builders} gives, anew for each test}
     *
     * @param builders gives what to start
     */
    public static DarajaSimulatorExtension with(Supplier<DarajaSimulator.Builder> builders) {
        return new DarajaSimulatorExtension(builders);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulator(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        DarajaSimulator simulator = context.getStore(NAMESPACE).remove(this, DarajaSimulator.class);
        if (simulator != null) {
            simulator.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        boolean perTest = context.getTestMethod().isPresent();
        return perTest && (type == DarajaSimulator.class || type == SimulatorClock.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        DarajaSimulator simulator = simulator(context);
        return parameter.getParameter().getType() == SimulatorClock.class ? simulator.clock() : simulator;
    }

    private DarajaSimulator simulator(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(this, key -> builders.get().start(), DarajaSimulator.class);
    }
}
