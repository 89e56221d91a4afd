package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tests run on the class path; this one asks a new JVM whether the module and all it requires can be resolved. */
class ModulePathTest {

    @Test
    void theModuleAndAllItRequiresCanBeResolved() throws Exception {
        String modulePath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(
                        entry -> entry.matches(
                                ".*(daraja-sdk.target.classes|jspecify|jackson-|caffeine|failsafe|okhttp-jvm|okio-jvm|kotlin-stdlib|slf4j-api).*"))
                .filter(entry -> !entry.contains("surefire"))
                .collect(Collectors.joining(File.pathSeparator));
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modulePath,
                        "--add-modules",
                        "io.github.darajasdk",
                        "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(said).isZero();
    }

    @Test
    void everyPackageOfClassesButTheInternalOnesIsExported() {
        ModuleDescriptor module = ModuleFinder.of(Path.of("target/classes"))
                .find("io.github.darajasdk")
                .orElseThrow()
                .descriptor();

        assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrderElementsOf(module.packages().stream()
                        .filter(name -> !name.contains(".internal") && !name.endsWith(".certificates"))
                        .toList());
        assertThat(module.opens()).isEmpty();
    }
}
