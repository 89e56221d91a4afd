package io.github.darajasdk.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Tests what an application does with callbacks, and nothing else: its {@code CallbackHandler} and {@code C2bValidator}
 * behind the real endpoint, with guard and parser, but no server, no client, no network and no {@code daraja.*} key.
 * {@link SignedCallbacks} plays M-PESA.
 *
 * <pre>{@code
 * @DarajaCallbackTest
 * @Import(CallbackConfiguration.class)
 * class CallbackTests {
 *
 *     @Autowired
 *     SignedCallbacks mpesa;
 *
 *     @MockitoBean
 *     Orders orders;
 *
 *     @Test
 *     void whatCannotBeStoredIsNotClaimed() {
 *         doThrow(new IllegalStateException()).when(orders).store(any());
 *         assertThat(mpesa.send("A17", StkCallbackBody.paid(2_500)).status()).isEqualTo(503);
 *     }
 * }
 * }</pre>
 *
 * <p>Handlers that are components are found; one that a configuration class declares comes with {@code @Import}, like
 * everything else that the handler needs.
 *
 * <p>Needs {@code spring-boot-starter-test} and a servlet stack.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(DarajaCallbackTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(DarajaCallbackTypeExcludeFilter.class)
@Import(DarajaCallbackTestConfiguration.class)
public @interface DarajaCallbackTest {

    /**
     * Returns properties for the test's environment, as {@code key=value}.
     *
     * @return the properties
     */
    String[] properties() default {};
}
