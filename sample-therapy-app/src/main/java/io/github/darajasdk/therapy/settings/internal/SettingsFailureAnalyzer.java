package io.github.darajasdk.therapy.settings.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in two sentences what is wrong with the settings, instead of a stack trace. */
final class SettingsFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingSettingException missing) {
                return new FailureAnalysis(
                        "The setting " + missing.property() + " (" + missing.meaning() + ") is missing.",
                        "Set it in application.yml, as an environment variable or as --" + missing.property()
                                + "=…; or try the application without M-PESA: --spring.profiles.active=demo",
                        cause);
            }
            if (cause instanceof NotForProductionException) {
                return new FailureAnalysis(
                        "Production does not start here: " + cause.getMessage(),
                        "Use a database of its own for production, and your own keys and short code.",
                        cause);
            }
        }
        return null;
    }
}
