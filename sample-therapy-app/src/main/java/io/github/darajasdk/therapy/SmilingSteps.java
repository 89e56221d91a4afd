package io.github.darajasdk.therapy;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The reference application: a session is booked, approved, paid by M-PESA and confirmed. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SmilingSteps {

    public static void main(String[] args) {
        SpringApplication.run(SmilingSteps.class, args);
    }
}
