package io.github.darajasdk.therapy.payment.web;

import io.github.darajasdk.therapy.payment.PaymentView.Attempt;
import io.github.darajasdk.therapy.payment.ResultExplanations;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Headline and reason of an attempt that did not end in money. The reason comes from the catalogue of result codes; the
 * headline from our bundles, where the codes people meet most have one of their own.
 */
@Component
class Explanations {

    private final ResultExplanations catalogue;
    private final MessageSource messages;

    Explanations(ResultExplanations catalogue, MessageSource messages) {
        this.catalogue = catalogue;
        this.messages = messages;
    }

    @Nullable
    Explanation of(PaymentPage page) {
        Optional<String> code = page.attempt().flatMap(Attempt::resultCode);
        Locale locale = LocaleContextHolder.getLocale();
        return switch (page.face()) {
            case FAILED ->
                code.map(c -> new Explanation(
                                headline("pay.FAILED.headline", c, locale), catalogue.sentence(c, locale)))
                        .orElse(null);
            case CONFIRMING ->
                code.map(c -> new Explanation(headline("pay.CONFIRMING.headline", c, locale), ""))
                        .orElse(null);
            default -> null;
        };
    }

    private String headline(String key, String code, Locale locale) {
        String general = messages.getMessage(key, null, locale);
        return String.valueOf(messages.getMessage(key + "." + code, null, general, locale));
    }

    /** Both in the reader's language; the sentence may be blank. */
    record Explanation(String headline, String sentence) {}
}
