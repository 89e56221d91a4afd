package io.github.darajasdk.spring.autoconfigure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which Spring Boot this starter is made for, said at the start where another one runs it. */
final class SupportedSpringBoot {

    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})\\..*");

    private SupportedSpringBoot() {}

    /** Returns what to say about a version, or empty if it is supported; one that cannot be read is taken as new. */
    static Optional<String> concernAbout(@Nullable String version) {
        Matcher matcher = VERSION.matcher(version == null ? "" : version);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        if (major > 4 || (major == 4 && minor >= 1)) {
            return Optional.empty();
        }
        return Optional.of(
                "Spring Boot " + version + " is not supported by this Daraja starter, which is made for 4.1 and"
                        + " newer. Calls and callbacks are known to start on 3.5; health is off and Tomcat's access log is not"
                        + " masked before 4.0");
    }
}
