package io.github.darajasdk.therapy.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.booking.PaymentStatus;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.Outbox.Medium;
import io.github.darajasdk.therapy.notification.webhook.DeliveryState;
import io.github.darajasdk.therapy.payment.PaymentRefusedException;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two languages say the same things, and every text a page asks for exists in both. */
class MessageBundlesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
    private static final Pattern ASKED_FOR = Pattern.compile("#\\{([a-z][A-Za-z0-9.-]+)[}(]");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    private final Properties english = load("messages.properties");
    private final Properties kiswahili = load("messages_sw.properties");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(kiswahili.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    }

    @Test
    void bothLanguagesFillInTheSameFigures() {
        for (String key : english.stringPropertyNames()) {
            assertThat(placeholders(kiswahili, key)).as(key).isEqualTo(placeholders(english, key));
        }
    }

    @Test
    void noTextIsLeftUntranslated() {
        Set<String> same = new TreeSet<>();
        for (String key : english.stringPropertyNames()) {
            if (!english.getProperty(key).isEmpty() && english.getProperty(key).equals(kiswahili.getProperty(key))) {
                same.add(key);
            }
        }
        assertThat(same).isEmpty();
    }

    @Test
    void noTextHasAnApostropheThatTheFormatterWouldSwallow() {
        for (Properties bundle : List.of(english, kiswahili)) {
            assertThat(bundle.values())
                    .allSatisfy(text -> assertThat(text.toString()).doesNotContain("'"));
        }
    }

    @Test
    void everyTextThatATemplateNamesExists() throws IOException {
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = ASKED_FOR.matcher(Files.readString(file));
                while (matcher.find()) {
                    asked.add(matcher.group(1));
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(50);
        assertThat(english.stringPropertyNames()).containsAll(asked);
    }

    @Test
    void everyTextWhoseKeyIsPutTogetherExists() {
        assertThat(english.stringPropertyNames())
                .containsAll(keys("payment.refused.", PaymentRefusedException.Reason.values()))
                .containsAll(keys("payment.status.", PaymentStatus.values()))
                .containsAll(keys("session.status.", SessionStatus.values()))
                .containsAll(keys("client.next.", SessionStatus.values()))
                .containsAll(keys("frame.test-mode.", PaymentEnvironment.values()))
                .containsAll(keys("deliveries.state.", DeliveryState.values()))
                .containsAll(keys("deliveries.medium.", Medium.values()))
                .containsAll(Arrays.stream(Kind.values())
                        .flatMap(kind -> Stream.of(kind.messageKey(), kind.headlineKey()))
                        .toList());
    }

    /** A headline is read by whoever sees the phone. */
    @Test
    void noHeadlineTellsWhatIsPaidFor() {
        for (Properties bundle : List.of(english, kiswahili)) {
            for (Kind kind : Kind.values()) {
                assertThat(bundle.getProperty(kind.headlineKey()).toLowerCase(Locale.ROOT))
                        .as(kind.headlineKey())
                        .doesNotContain("therap", "session", "miadi", "tiba");
            }
        }
    }

    private static List<String> keys(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> prefix + value.name()).toList();
    }

    private static Set<String> placeholders(Properties bundle, String key) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(bundle.getProperty(key, ""));
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Properties load(String name) {
        Properties properties = new Properties();
        try (InputStream in = MessageBundlesTest.class.getResourceAsStream("/" + name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return properties;
    }
}
