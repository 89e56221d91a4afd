package io.github.darajasdk.spring.docs;

import io.github.darajasdk.callback.C2bPayment;
import io.github.darajasdk.callback.C2bValidationAnswer;
import io.github.darajasdk.callback.C2bValidationAnswer.Rejection;
import io.github.darajasdk.spring.web.C2bValidator;
import io.github.darajasdk.spring.web.CallbackHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CallbackConfiguration {

    @Bean
    CallbackHandler callbackHandler(Orders orders) {
        return delivery -> orders.store(delivery); // in one transaction; if it throws, M-PESA gets 503
    }

    @Bean
    C2bValidator c2bValidator(Orders orders) {
        return delivery -> delivery.parsed(C2bPayment.class)
                .filter(payment -> orders.state(payment.billReference()).equals("unknown"))
                .map(payment -> C2bValidationAnswer.reject(Rejection.INVALID_ACCOUNT_NUMBER))
                .orElseGet(C2bValidationAnswer::accept);
    }
}
