package io.github.darajasdk.therapy.platform.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a PostgreSQL server writes into its data folder while it runs, in {@code postmaster.pid}. The file survives a
 * crash of the machine, so that it exists proves nothing.
 *
 * @param pid process of the server
 * @param port TCP port on the loopback address
 */
record PostmasterFile(long pid, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    static Path in(Path folder) {
        return folder.resolve("postmaster.pid");
    }

    /** Empty when there is no file, or none that a server has finished writing. */
    static Optional<PostmasterFile> read(Path folder) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(in(folder), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(PID_LINE).trim()),
                    Integer.parseInt(lines.get(PORT_LINE).trim())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * The running process this file may be about. Empty when there is none, or when it plainly is something else that
     * was given the same number since: another user's, another program, or a server of another folder.
     */
    Optional<ProcessHandle> process(Path folder) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> mayServe(process.info(), folder));
    }

    private static boolean mayServe(ProcessHandle.Info process, Path folder) {
        Optional<String> me = ProcessHandle.current().info().user();
        boolean anotherUser =
                me.isPresent() && process.user().isPresent() && !process.user().equals(me);
        boolean anotherProgram = process.command()
                .map(command -> !Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
        boolean anotherFolder = process.arguments()
                .map(arguments -> Arrays.stream(arguments).noneMatch(folder.toString()::equals))
                .orElse(false);
        return !anotherUser && !anotherProgram && !anotherFolder;
    }
}
