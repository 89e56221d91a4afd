package io.github.darajasdk.spring.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

/** Stops the start. Carries all that is wrong at once, so that nobody has to mend it one start at a time. */
final class DarajaConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigurationProblem> problems;

    DarajaConfigurationException(List<ConfigurationProblem> problems) {
        super(problems.stream()
                .map(problem -> problem.property() + " " + problem.what() + ". " + problem.cure())
                .collect(Collectors.joining(" ", "Daraja is not configured correctly: ", "")));
        this.problems = List.copyOf(problems);
    }

    List<ConfigurationProblem> problems() {
        return problems;
    }
}
