package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.ResultExplanations;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Sentences from the catalogue of result codes; refusals of the request itself get one of our own. */
@Component
class CatalogueExplanations implements ResultExplanations {

    private final DarajaGateway daraja;
    private final MessageSource messages;

    CatalogueExplanations(DarajaGateway daraja, MessageSource messages) {
        this.daraja = daraja;
        this.messages = messages;
    }

    @Override
    public String sentence(String resultCode, Locale locale) {
        boolean refusedRequest = resultCode.indexOf('.') > 0 && !daraja.isKnown(resultCode);
        return refusedRequest
                ? messages.getMessage("payment.request-refused", new Object[] {resultCode}, locale)
                : daraja.customerMessage(resultCode, locale);
    }
}
