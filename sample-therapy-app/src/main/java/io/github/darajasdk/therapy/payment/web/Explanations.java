package io.github.darajasdk.therapy.payment.web;

import io.github.darajasdk.therapy.payment.PaymentView.Attempt;
import io.github.darajasdk.therapy.payment.ResultExplanations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Headline and reason of an attempt that did not end in money. The reason comes from the catalogue of result codes. Our
 * bundles have a headline for the codes people meet most, and a reason of their own for soft codes: about those the
 * catalogue says that they are being made sure of, which is done by the time an attempt has failed.
 */
@Component
class Explanations {

    private final ResultExplanations catalogue;
    private final MessageSource messages;

    Explanations(ResultExplanations catalogue, MessageSource messages) {
        this.catalogue = catalogue;
        this.messages = messages;
    }

    /** Null when there is nothing to explain. */
    @Nullable
    Explanation of(PaymentPage page) {
        String code = page.attempt().flatMap(Attempt::resultCode).orElse(null);
        if (code == null) {
            return null;
        }
        return switch (page.face()) {
            case FAILED -> new Explanation(headline("pay.FAILED.headline", code), reason(code));
            case CONFIRMING -> new Explanation(headline("pay.CONFIRMING.headline", code), "");
            default -> null;
        };
    }

    private String headline(String key, String code) {
        return own(key + "." + code).orElseGet(() -> messages.getMessage(key, null, LocaleContextHolder.getLocale()));
    }

    private String reason(String code) {
        return own("pay.FAILED.reason." + code)
                .orElseGet(() -> catalogue.sentence(code, LocaleContextHolder.getLocale()));
    }

    private Optional<String> own(String key) {
        return Optional.ofNullable(messages.getMessage(key, null, null, LocaleContextHolder.getLocale()));
    }

    /** Both in the reader's language; the sentence may be blank. */
    record Explanation(String headline, String sentence) {}
}
