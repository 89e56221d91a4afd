package io.github.darajasdk.therapy.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** A test with the whole application on real HTTP, a database of its own and a simulated M-PESA. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = {FreshDatabase.class, SimulatedMpesa.class})
@Import({SimulatedMpesa.OneClock.class, TestData.class, PaymentStory.class, RefundStory.class, PostedCallbacks.class})
public @interface PaymentTest {}
