package io.github.darajasdk.spring.docs;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.spring.autoconfigure.DarajaMerchants;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

@Service
@Profile("tills")
class SeveralTills {

    private final DarajaClient kiosk;
    private final CallbackUrls kioskUrls;
    private final DarajaMerchants merchants;

    SeveralTills(
            @Qualifier("kiosk") DarajaClient kiosk,
            @Qualifier("kiosk") CallbackUrls kioskUrls,
            DarajaMerchants merchants) {
        this.kiosk = kiosk;
        this.kioskUrls = kioskUrls;
        this.merchants = merchants;
    }

    DarajaClient of(String branch) {
        return merchants.client(branch); // "kiosk", "market", or "default"
    }

    boolean kioskIsItself() {
        return kiosk == merchants.client("kiosk") && kioskUrls == merchants.callbackUrls("kiosk");
    }
}
