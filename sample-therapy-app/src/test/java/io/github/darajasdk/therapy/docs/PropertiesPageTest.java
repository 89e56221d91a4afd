package io.github.darajasdk.therapy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/properties.md} is rendered from {@code properties.txt} and the {@code @Tag("property-…")} of all tests.
 * When this test says that it is stale, run it with {@code -Ddaraja.docs.write=true} and commit the page.
 */
class PropertiesPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs").resolve("properties.md");
    private static final Path LIST = Path.of("src", "test", "resources", "properties.txt");
    private static final Pattern TAG = Pattern.compile("@(?:[\\w.]+\\.)?Tag\\(\"property-0*([0-9]+)\"\\)");
    private static final Pattern NAMED = Pattern.compile("^\\s*(?:\\w+ )*(?:void|class) (\\w+)\\b");

    private record Property(int number, String priority, String text, String note) {}

    @Test
    void thePageSaysWhatTheTestsSay() throws IOException {
        String page = render(properties(), tests());
        if (Boolean.getBoolean("daraja.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("stale: run -Dtest=PropertiesPageTest -Ddaraja.docs.write=true")
                .hasContent(page);
    }

    @Test
    void thereAreEightyTwoAndEveryTagNamesOneOfThem() throws IOException {
        List<Integer> numbers = properties().stream().map(Property::number).toList();

        assertThat(numbers).hasSize(82).doesNotHaveDuplicates().contains(1, 82);
        assertThat(numbers).containsAll(tests().keySet());
    }

    private static List<Property> properties() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Property(
                        Integer.parseInt(cells[0].strip()), cells[1].strip(), cells[2].strip(), cells[3].strip()))
                .toList();
    }

    /** Test classes by property, each with where it lives. */
    private static Map<Integer, TreeSet<String>> tests() throws IOException {
        Map<Integer, TreeSet<String>> tests = new TreeMap<>();
        for (Path file : sources()) {
            TreeSet<Integer> pending = new TreeSet<>();
            for (String line : Files.readAllLines(file)) {
                Matcher tag = TAG.matcher(line);
                while (tag.find()) {
                    pending.add(Integer.parseInt(tag.group(1)));
                }
                Matcher named = NAMED.matcher(line);
                if (!pending.isEmpty() && named.find()) {
                    String test = link(file, named.group(1));
                    pending.forEach(number -> tests.computeIfAbsent(number, unused -> new TreeSet<>())
                            .add(test));
                    pending.clear();
                }
            }
        }
        return tests;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> roots = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
            return roots.stream()
                    .flatMap(PropertiesPageTest::javaFiles)
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String link(Path file, String name) {
        String type = file.getFileName().toString().replace(".java", "");
        String shown = type.equals(name) ? type : type + "." + name;
        return "[" + shown + "](" + file.toString().replace('\\', '/') + ")";
    }

    private static String render(List<Property> properties, Map<Integer, TreeSet<String>> tests) {
        long proven = properties.stream()
                .filter(property -> tests.containsKey(property.number()))
                .count();
        StringBuilder page = new StringBuilder();
        page.append("# What must hold of the payment system\n\n");
        page.append(
                "Rendered by `PropertiesPageTest` from `properties.txt` and the tags of the tests; edit those, not this"
                        + " page.\n\n");
        page.append(
                "Each row is a promise with at least one test that can fail. Where there is none so far the row says"
                        + " *not yet*:\n");
        page.append("that holds for ")
                .append(82 - proven)
                .append(" of 82 today. P0 is about money, P1 about what a user" + " walks through, P2 the rest.\n");
        page.append("\"Within n seconds\" is tested on a clock that the test moves; real time is measured in"
                + " [benchmarks](../benchmarks).\n");
        page.append("\n| # | | For any case it holds that … | Built so, because | Shown by |\n|---|---|---|---|---|\n");
        for (Property property : properties) {
            page.append("| ").append(property.number()).append(" | ").append(property.priority());
            page.append(" | ")
                    .append(property.text())
                    .append(" | ")
                    .append(property.note())
                    .append(" | ");
            page.append(
                    tests.containsKey(property.number())
                            ? tests.get(property.number()).stream().collect(Collectors.joining("<br>"))
                            : "*not yet*");
            page.append(" |\n");
        }
        return page.toString();
    }
}
