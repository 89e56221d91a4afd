package io.github.darajasdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The samples of the pages are the code of this folder. A line {@code <!-- example: NAME -->} above a Java block says which:
 * what stands between {@code // docs: begin NAME} and {@code // docs: end NAME}. The README's is that of
 * {@code ReadmeExampleTest}. When this test says that a page is stale, run it with {@code -Ddaraja.docs.write=true} and commit
 * the page.
 */
class DocsFreshTest {

    private static final Path ROOT = Path.of("..");
    private static final Path TESTS = Path.of("src", "test", "java", "io", "github", "darajasdk");

    /** The starter's guide, whose samples the starter's own tests compile and run. */
    private static final Path GUIDE = ROOT.resolve("docs").resolve("spring-boot.md");

    /** Samples without a name are the starter's, compiled and run there. */
    private static final Path STARTERS =
            ROOT.resolve(Path.of("daraja-spring-boot-starter", "src", "test", "java", "io", "github", "darajasdk"));

    private static final Pattern MARKED = Pattern.compile(
            "^ *// (?:docs: begin (?<name>\\S+)|(?<readme>README): begin)\\R(?<code>.*?)^ *// (?:docs: end \\k<name>|README: end)$",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile(
            "(?:^<!-- example: (?<name>\\S+) -->\\R)?^```java\\R(?<code>.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("^<!-- example: (\\S+) -->$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|mailto:|#)([^)#\\s]+)");

    @Test
    void everySampleOfThePagesIsTheCompiledOne() throws IOException {
        Map<String, String> examples = examples();
        List<String> starters = starters();
        for (Path page : pages()) {
            if (Boolean.getBoolean("daraja.docs.write")) {
                Files.writeString(page, refreshed(read(page), examples));
            }
            Matcher block = BLOCK.matcher(read(page));
            while (block.find()) {
                String name = block.group("name");
                if (name == null && page.equals(GUIDE)) {
                    continue;
                }
                if (name == null) {
                    assertThat(flat(block.group("code")))
                            .as(
                                    "%s has a Java block that no file of %s has, and no <!-- example: NAME --> above it",
                                    page, STARTERS)
                            .matches(code -> starters.stream().anyMatch(source -> source.contains(code)));
                } else {
                    assertThat(examples).as("named in %s", page).containsKey(name);
                    assertThat(outdented(block.group("code")))
                            .as(
                                    "%s shows example %s differently from the code: run with -Ddaraja.docs.write=true",
                                    page, name)
                            .isEqualTo(examples.get(name));
                }
            }
        }
    }

    @Test
    void everyExampleIsShownSomewhereAndEveryNameHasItsBlock() throws IOException {
        Set<String> shown = new HashSet<>();
        for (Path page : pages()) {
            String text = read(page);
            List<String> named =
                    NAME.matcher(text).results().map(match -> match.group(1)).toList();
            List<String> used = new ArrayList<>();
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                if (block.group("name") != null) {
                    used.add(block.group("name"));
                }
            }
            assertThat(named).as("names without a Java block in %s", page).isEqualTo(used);
            shown.addAll(used);
        }
        assertThat(shown).isEqualTo(examples().keySet());
    }

    @Test
    void everyLinkBetweenThePagesLeadsToAFile() throws IOException {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(read(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1)))
                        .as("linked from %s", page)
                        .exists();
            }
        }
    }

    private static Map<String, String> examples() throws IOException {
        List<Path> sources = new ArrayList<>(List.of(TESTS.resolve("ReadmeExampleTest.java")));
        try (Stream<Path> files = Files.list(TESTS.resolve("docs"))) {
            files.filter(file -> !file.endsWith("DocsFreshTest.java")).sorted().forEach(sources::add);
        }
        Map<String, String> examples = new TreeMap<>();
        for (Path source : sources) {
            String text = read(source);
            Matcher marked = MARKED.matcher(text);
            int found = 0;
            while (marked.find()) {
                String name = marked.group("readme") == null ? marked.group("name") : marked.group("readme");
                assertThat(examples.put(name, outdented(marked.group("code"))))
                        .as("example %s exists twice", name)
                        .isNull();
                found++;
            }
            boolean samplesOnly = source.getFileName().toString().endsWith("Examples.java");
            assertThat(found).as("samples in %s", source).isGreaterThanOrEqualTo(samplesOnly ? 1 : 0);
            assertThat(found)
                    .as("pairs of marks in %s", source)
                    .isEqualTo(text.split("// (docs|README): begin", -1).length - 1);
        }
        assertThat(examples).isNotEmpty();
        return examples;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.getFileName().toString().endsWith(".md"))
                    .sorted()
                    .forEach(pages::add);
        }
        return pages;
    }

    /** What the starter's tests for the pages compile. */
    private static List<String> starters() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(STARTERS)) {
            for (Path file :
                    files.filter(file -> file.getParent().endsWith("docs")).toList()) {
                sources.add(flat(read(file)));
            }
        }
        return sources;
    }

    private static String flat(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String refreshed(String page, Map<String, String> examples) {
        return BLOCK.matcher(page).replaceAll(block -> {
            Matcher named = NAME.matcher(block.group());
            boolean ours = named.find() && examples.containsKey(named.group(1));
            return Matcher.quoteReplacement(
                    ours ? named.group() + "\n```java\n" + examples.get(named.group(1)) + "\n```" : block.group());
        });
    }

    private static String outdented(String code) {
        int indent = code.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return code.lines()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .collect(Collectors.joining("\n"));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }
}
