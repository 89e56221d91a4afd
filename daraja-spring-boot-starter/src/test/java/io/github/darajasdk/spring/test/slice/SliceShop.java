package io.github.darajasdk.spring.test.slice;

import io.github.darajasdk.callback.C2bValidationAnswer;
import io.github.darajasdk.spring.web.C2bValidator;
import io.github.darajasdk.spring.web.CallbackDelivery;
import io.github.darajasdk.spring.web.CallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/** An application of components, of which the slice should take two. */
@SpringBootApplication
class SliceShop {}

@Component
class StoringHandler implements CallbackHandler {

    final List<CallbackDelivery> deliveries = new ArrayList<>();

    @Override
    public void handle(CallbackDelivery delivery) {
        deliveries.add(delivery);
    }
}

@Component
class SuspiciousValidator implements C2bValidator {

    @Override
    public C2bValidationAnswer validate(CallbackDelivery delivery) {
        return C2bValidationAnswer.reject(C2bValidationAnswer.Rejection.INVALID_ACCOUNT_NUMBER);
    }
}

@Service
class Unrelated {}
