package io.github.darajasdk.therapy.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * Where an instance finds its classes. Long runs start instances by the hundred, so for them the classes are read once and
 * kept in an archive, which takes more than a third off each start.
 */
final class ClassArchive {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private ClassArchive() {}

    /** Options of the JVM without an archive. */
    static List<String> none() {
        return List.of("-cp", CLASS_PATH);
    }

    /**
     * Makes an archive by starting the application once.
     *
     * @param folder for the archive and its jars
     * @param application class and arguments of an instance
     * @return options of the JVM
     */
    static List<String> make(Path folder, List<String> application) {
        String classPath = jars(folder);
        Path archive = folder.resolve("classes.jsa");
        List<String> command = new ArrayList<>(Instance.JAVA);
        command.addAll(
                List.of("-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh", "-cp", classPath));
        command.addAll(application);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("classes.log").toFile())
                    .start();
            if (!process.waitFor(3, TimeUnit.MINUTES) || !Files.exists(archive)) {
                process.destroyForcibly();
                throw new IllegalStateException("no archive was made, see " + folder.resolve("classes.log"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return List.of("-XX:SharedArchiveFile=" + archive, "-cp", classPath);
    }

    /** An archive knows classes in jars only. */
    private static String jars(Path folder) {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> entries = new ArrayList<>();
        for (String entry : CLASS_PATH.split(File.pathSeparator)) {
            if (entry.isBlank()) {
                continue;
            }
            if (Files.isDirectory(Path.of(entry))) {
                String file =
                        folder.resolve("classes-" + entries.size() + ".jar").toString();
                int failed =
                        jar.run(System.out, System.err, "--create", "--no-compress", "--file", file, "-C", entry, ".");
                if (failed != 0) {
                    throw new IllegalStateException("jar ended with " + failed + " over " + entry);
                }
                entries.add(file);
            } else if (Files.exists(Path.of(entry))) {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }
}
