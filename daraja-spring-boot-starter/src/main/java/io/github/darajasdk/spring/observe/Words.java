package io.github.darajasdk.spring.observe;

import java.util.Locale;

/** Constants as they stand in metrics and reports: {@code NOT_SENT} is {@code not-sent}. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
