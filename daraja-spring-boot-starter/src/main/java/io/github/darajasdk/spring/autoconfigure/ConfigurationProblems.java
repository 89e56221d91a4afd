package io.github.darajasdk.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, then speaks once. */
final class ConfigurationProblems {

    private final List<ConfigurationProblem> found = new ArrayList<>();

    /** An empty value counts as missing: that is what an unset placeholder leaves behind. */
    static boolean missing(@Nullable String value) {
        return value == null || value.isBlank();
    }

    void add(String property, String what, String cure) {
        found.add(new ConfigurationProblem(property, what, cure));
    }

    boolean require(@Nullable String value, String property, String cure) {
        if (missing(value)) {
            add(property, "is missing", cure);
            return false;
        }
        return true;
    }

    /** Takes what a type of the SDK says about a value; such messages never quote it. */
    boolean accepts(String property, String cure, Runnable construction) {
        try {
            construction.run();
            return true;
        } catch (IllegalArgumentException e) {
            add(property, "is not usable: " + e.getMessage(), cure);
            return false;
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new DarajaConfigurationException(found);
        }
    }
}
