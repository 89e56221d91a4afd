package io.github.darajasdk.therapy.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every pair of colours that is used together can be read (WCAG 2.2 AA), by day and by night. */
class ColoursTest {

    private static final Pattern TOKEN = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

    @ParameterizedTest
    @CsvSource({
        "ink, paper, 4.5",
        "ink, card, 4.5",
        "ink, line, 4.5",
        "ink, accent-tint, 4.5",
        "muted, paper, 4.5",
        "muted, card, 4.5",
        "muted, accent-tint, 4.5",
        "accent, paper, 4.5",
        "accent, card, 4.5",
        "on-accent, accent, 4.5",
        "paid, card, 4.5",
        "paid, paid-tint, 4.5",
        "waiting, card, 4.5",
        "waiting, waiting-tint, 4.5",
        "failed, card, 4.5",
        "failed, failed-tint, 4.5",
        "unclear, card, 4.5",
        "unclear, unclear-tint, 4.5",
        "stripe-ink, stripe-a, 4.5",
        "stripe-ink, stripe-b, 4.5",
        "edge, card, 3.0",
        "edge, paper, 3.0"
    })
    void contrastIsEnough(String ink, String ground, double atLeast) throws IOException {
        String css = Files.readString(Path.of("src/main/resources/static/css/tokens.css"));
        int night = css.indexOf("@media");
        Map<String, String> day = tokens(css.substring(0, night));
        Map<String, String> dark = new HashMap<>(day);
        dark.putAll(tokens(css.substring(night)));

        assertThat(contrast(day.get(ink), day.get(ground))).as("by day").isGreaterThanOrEqualTo(atLeast);
        assertThat(contrast(dark.get(ink), dark.get(ground))).as("by night").isGreaterThanOrEqualTo(atLeast);
    }

    private static Map<String, String> tokens(String css) {
        Map<String, String> tokens = new HashMap<>();
        Matcher matcher = TOKEN.matcher(css);
        while (matcher.find()) {
            tokens.put(matcher.group(1), matcher.group(2));
        }
        return tokens;
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        int rgb = Integer.parseInt(hex, 16);
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
