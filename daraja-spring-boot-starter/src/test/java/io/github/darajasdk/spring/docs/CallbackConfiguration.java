package io.github.darajasdk.spring.docs;

import io.github.darajasdk.spring.web.CallbackHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CallbackConfiguration {

    @Bean
    CallbackHandler callbackHandler(Orders orders) {
        return delivery -> orders.store(delivery); // in one transaction; if it throws, M-PESA gets 503
    }
}
