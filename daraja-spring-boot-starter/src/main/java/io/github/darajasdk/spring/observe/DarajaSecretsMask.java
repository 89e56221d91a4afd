package io.github.darajasdk.spring.observe;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/** Keeps our secrets out of the management endpoints {@code env} and {@code configprops}, even where values are shown. */
public final class DarajaSecretsMask implements SanitizingFunction {

    private static final Pattern SECRET = Pattern.compile("daraja.*(key|secret|password)");

    /** Makes the function. */
    public DarajaSecretsMask() {}

    @Override
    public SanitizableData apply(SanitizableData data) {
        String key = data.getKey().toLowerCase(Locale.ROOT);
        return SECRET.matcher(key).matches() ? data.withSanitizedValue() : data;
    }
}
