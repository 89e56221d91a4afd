package io.github.darajasdk.spring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.darajasdk.spring.autoconfigure.DarajaAutoConfiguration;
import io.github.darajasdk.spring.autoconfigure.DarajaCallbackAutoConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;

/** {@code docs/spring-boot.md} says what the code does, because it is made of it. */
class GuideTests {

    private static final Path EXAMPLES = Path.of("src/test/java/io/github/darajasdk/spring/docs");
    private static final String BEGIN = "<!-- keys: rendered from the metadata, do not edit -->\n";
    private static final String END = "<!-- end of keys -->";
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void referenceListsEveryKeyAsTheMetadataHasIt() throws IOException {
        String guide = Guide.text();
        int begin = guide.indexOf(BEGIN) + BEGIN.length();
        int end = guide.indexOf(END);
        String rendered = rendered();
        if ("update".equals(System.getProperty("snapshots"))) {
            Files.writeString(Guide.PATH, guide.substring(0, begin) + rendered + guide.substring(end));
        }
        assertThat(guide.substring(begin, end))
                .as("after a change run with -Dsnapshots=update")
                .isEqualTo(rendered);
    }

    static Stream<String> javaBlocks() throws IOException {
        return JAVA.matcher(Guide.text())
                .results()
                .map((MatchResult block) -> block.group(1))
                .filter(block -> !block.startsWith("package example;")); // the quick start has a test of its own
    }

    @ParameterizedTest
    @MethodSource("javaBlocks")
    void everyJavaExampleStandsInACompiledTest(String block) throws IOException {
        String examples;
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            examples = files.filter(file -> !file.endsWith("GuideTests.java"))
                    .map(GuideTests::flat)
                    .collect(Collectors.joining("\n"));
        }
        assertThat(examples).contains(flat(block));
    }

    static Stream<String> yamlBlocks() throws IOException {
        return YAML.matcher(Guide.text()).results().map((MatchResult block) -> block.group(1));
    }

    @ParameterizedTest
    @MethodSource("yamlBlocks")
    void everyKeyInAnExampleExists(String block) throws IOException {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(block.getBytes()));
        List<String> known =
                properties().map(property -> property.get("name").asText()).toList();
        for (String key : yaml.getObject().stringPropertyNames()) {
            if (key.startsWith("daraja.") || key.startsWith("management.health.daraja")) {
                String plain = key.replaceAll("\\[[0-9]+\\]$", "");
                boolean entry =
                        plain.startsWith("daraja.merchants.") || plain.startsWith("daraja.callback.retired-keys.");
                assertThat(known.contains(plain) || entry).as(key).isTrue();
            }
        }
    }

    @Test
    void tillsOfTheRecipeAreInjectedByName() throws IOException {
        String block =
                yamlBlocks().filter(text -> text.contains("kiosk:")).findFirst().orElseThrow();
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(block.getBytes()));
        List<String> values = new ArrayList<>(List.of(
                "daraja.credentials.consumer-key=k",
                "daraja.credentials.consumer-secret=s",
                "daraja.merchant.short-code=600123",
                "daraja.merchant.passkey=p",
                "KIOSK_PASSKEY=a",
                "MARKET_PASSKEY=b",
                "MARKET_KEY=c",
                "MARKET_SECRET=d",
                "spring.profiles.active=tills",
                "daraja.callback.base-url=https://pay.example.co.ke",
                "daraja.callback.key=0123456789abcdef0123456789abcdef"));
        yaml.getObject().forEach((key, value) -> values.add(key + "=" + value));
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DarajaAutoConfiguration.class, DarajaCallbackAutoConfiguration.class))
                .withUserConfiguration(SeveralTills.class)
                .withPropertyValues(values.toArray(String[]::new))
                .run(context -> {
                    SeveralTills tills = context.getBean(SeveralTills.class);
                    assertThat(tills.kioskIsItself()).isTrue();
                    assertThat(tills.of("market").merchant().shortCode().value())
                            .isEqualTo("600789");
                });
    }

    private static String rendered() throws IOException {
        TreeMap<String, JsonNode> byName = new TreeMap<>(Comparator.naturalOrder());
        properties().forEach(property -> byName.put(property.get("name").asText(), property));
        StringBuilder table = new StringBuilder("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
        byName.forEach((name, property) -> table.append("| `")
                .append(name)
                .append("` | ")
                .append(type(property.get("type").asText()))
                .append(" | ")
                .append(
                        property.has("defaultValue")
                                ? "`" + property.get("defaultValue").asText() + "`"
                                : "")
                .append(" | ")
                .append(property.get("description").asText())
                .append(" |\n"));
        return table.toString();
    }

    private static String type(String javaType) {
        if (javaType.startsWith("java.util.Map")) {
            return "entries by name";
        }
        if (javaType.startsWith("java.util.Set")) {
            return "list";
        }
        return switch (javaType) {
            case "java.lang.Boolean" -> "true, false";
            case "java.lang.Integer", "java.lang.Long" -> "number";
            case "java.lang.String" -> "text";
            case "java.net.URI" -> "address";
            case "org.springframework.core.io.Resource" -> "location";
            case "java.time.Duration" -> "duration";
            case "org.springframework.util.unit.DataSize" -> "size";
            default -> choices(javaType);
        };
    }

    private static String choices(String javaType) {
        try {
            return Stream.of(Class.forName(javaType).getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase().replace('_', '-'))
                    .collect(Collectors.joining(", "));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no words for the type " + javaType, e);
        }
    }

    private static Stream<JsonNode> properties() throws IOException {
        try (InputStream metadata =
                GuideTests.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            List<JsonNode> properties = new ArrayList<>();
            new ObjectMapper().readTree(metadata).get("properties").forEach(properties::add);
            return properties.stream();
        }
    }

    private static String flat(Path file) {
        try {
            return flat(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String flat(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
