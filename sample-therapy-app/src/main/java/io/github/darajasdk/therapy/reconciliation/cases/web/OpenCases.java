package io.github.darajasdk.therapy.reconciliation.cases.web;

import io.github.darajasdk.therapy.payment.review.PaymentCases;
import org.springframework.stereotype.Component;

/** How many cases wait for a person. Templates use it as {@code @openCases}. */
@Component("openCases")
public class OpenCases {

    private final PaymentCases cases;

    OpenCases(PaymentCases cases) {
        this.cases = cases;
    }

    public long count() {
        return cases.openByKind().values().stream().mapToLong(Long::longValue).sum();
    }
}
