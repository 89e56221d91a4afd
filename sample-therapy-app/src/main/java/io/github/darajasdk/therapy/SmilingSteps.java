package io.github.darajasdk.therapy;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The reference application: a session is booked, approved, paid by M-PESA and confirmed. */
@SpringBootApplication
public class SmilingSteps {

    public static void main(String[] args) {
        SpringApplication.run(SmilingSteps.class, args);
    }
}
