package io.github.darajasdk.therapy.settings.internal;

import io.github.darajasdk.therapy.settings.PaymentMode;
import io.github.darajasdk.therapy.settings.ProductionObstacle;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Stops the start, before the first request and the first job, where real money would meet play money. */
@Component
class ProductionGuard implements SmartInitializingSingleton {

    /** Everybody's short code in Safaricom's sandbox. */
    private static final String SANDBOX_SHORT_CODE = "174379";

    private final PaymentMode mode;
    private final List<ProductionObstacle> obstacles;

    ProductionGuard(PaymentMode mode, List<ProductionObstacle> obstacles) {
        this.mode = mode;
        this.obstacles = obstacles;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!mode.environment().isProduction()) {
            return;
        }
        if (mode.merchant().equals(SANDBOX_SHORT_CODE)) {
            throw new NotForProductionException("daraja.merchant.short-code is " + SANDBOX_SHORT_CODE
                    + ", which is the sandbox's: nobody could be paid. Set your own short code.");
        }
        List<String> found = obstacles.stream()
                .map(ProductionObstacle::find)
                .flatMap(Optional::stream)
                .toList();
        if (!found.isEmpty()) {
            throw new NotForProductionException(String.join(" ", found));
        }
    }
}
