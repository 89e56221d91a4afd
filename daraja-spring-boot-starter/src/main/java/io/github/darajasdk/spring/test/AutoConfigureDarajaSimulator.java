package io.github.darajasdk.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a test of a whole application against a simulated M-PESA in the same process, wired in both directions.
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
 * @AutoConfigureDarajaSimulator
 * class CheckoutTest {
 *
 *     @Autowired
 *     DarajaSimulator simulator;
 *
 *     @Test
 *     void cancelledPaymentCanBeRetried() {
 *         simulator.nextPush().customer(CustomerScript.cancels());
 *     }
 * }
 * }</pre>
 *
 * <p>The simulator is a bean, knows the application's merchants and credentials, and is reset before each test. The
 * application calls it whatever {@code daraja.environment} says, and its callbacks reach the application's own endpoint.
 * For them the test needs a server: {@code RANDOM_PORT} or {@code DEFINED_PORT}. No {@code daraja.*} key is required; beans
 * of type {@link DarajaSimulatorBuilderCustomizer} change the simulator before it starts.
 *
 * <p>Needs {@code io.github.darajasdk:daraja-simulator} in test scope.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface AutoConfigureDarajaSimulator {}
