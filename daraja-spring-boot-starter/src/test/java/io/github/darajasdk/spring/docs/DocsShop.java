package io.github.darajasdk.spring.docs;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application that the examples of the guide belong to. */
@SpringBootApplication
class DocsShop {

    @Bean
    Orders orders() {
        return new Orders();
    }
}
