package io.github.darajasdk.spring.autoconfigure;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the configuration and how to mend it, instead of a stack trace. */
final class DarajaConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<DarajaConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DarajaConfigurationException cause) {
        String description = cause.problems().stream()
                .map(problem -> "    - " + problem.property() + " " + problem.what())
                .collect(Collectors.joining("\n", "Daraja is not configured correctly:\n\n", "\n"));
        String action = cause.problems().stream()
                        .map(problem -> "    - " + problem.property() + ": " + problem.cure())
                        .collect(Collectors.joining("\n", "Change the configuration:\n\n", "\n\n"))
                + "In an environment variable a key is written in capitals, dots become underscores, dashes go:"
                + " DARAJA_CREDENTIALS_CONSUMERKEY. An application that does not use Daraja for the moment sets"
                + " daraja.enabled=false.";
        return new FailureAnalysis(description, action, cause);
    }
}
