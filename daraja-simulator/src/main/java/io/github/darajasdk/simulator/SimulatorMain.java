package io.github.darajasdk.simulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/** The simulator as a process: {@code java -jar daraja-simulator-….jar --port 8090}. */
public final class SimulatorMain {

    private static final int DEFAULT_PORT = 8090;

    private SimulatorMain() {}

    /**
     * Starts a simulator and runs until the process is ended.
     *
     * @param arguments see {@code --help}
     * @throws InterruptedException if the thread that waits is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        int status = run(arguments, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) throws InterruptedException {
        DarajaSimulator simulator;
        try {
            if (Arrays.asList(arguments).contains("--help")) {
                out.println(help());
                return 0;
            }
            simulator = builder(arguments).start();
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            err.println(e.getMessage());
            err.println("Try --help.");
            return 2;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "daraja-simulator-shutdown"));
        out.println("Daraja simulator: " + simulator.baseUri() + "  (no real money, seed " + simulator.seed() + ")");
        out.println("Phone:            " + simulator.baseUri() + "/phone");
        new CountDownLatch(1).await();
        return 0;
    }

    static DarajaSimulator.Builder builder(String[] arguments) {
        DarajaSimulator.Builder builder =
                DarajaSimulator.builder().demo().port(DEFAULT_PORT).customers(CustomerScript.human());
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        while (!rest.isEmpty()) {
            String flag = rest.removeFirst();
            switch (flag) {
                case "--port" -> builder.port(port(longNumber(flag, value(flag, rest))));
                case "--host" -> builder.host(address(value(flag, rest)));
                case "--public" -> builder.host(address("0.0.0.0"));
                case "--seed" -> builder.seed(longNumber(flag, value(flag, rest)));
                case "--config" -> ConfigFile.apply(Path.of(value(flag, rest)), builder);
                case "--state" -> builder.state(Path.of(value(flag, rest)));
                case "--captured" -> builder.captured();
                case "--set" -> set(builder, value(flag, rest));
                default -> throw new IllegalArgumentException("Unknown flag '" + flag + "'");
            }
        }
        return builder;
    }

    private static String value(String flag, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(flag + " needs a value");
        }
        return rest.removeFirst();
    }

    private static void set(DarajaSimulator.Builder builder, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("--set needs name=value, but was '" + pair + "'");
        }
        builder.set(pair.substring(0, equals), pair.substring(equals + 1));
    }

    private static int port(long number) {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException("A port is 0 to 65535, but was " + number);
        }
        return (int) number;
    }

    private static long longNumber(String flag, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(flag + " needs a whole number, but was '" + text + "'", e);
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--host needs an address of this machine, but was '" + text + "'", e);
        }
    }

    private static String help() {
        StringBuilder text = new StringBuilder();
        text.append("Usage: java -jar daraja-simulator.jar [flags]\n\n")
                .append("  --port N          listen on this port (default 8090; 0 for a free one)\n")
                .append("  --host ADDRESS    listen on this address (default: only this machine)\n")
                .append("  --public          listen on all addresses: everybody in the network can reach it\n")
                .append("  --seed N          repeat a run: identifiers, receipts, chances\n")
                .append("  --set NAME=VALUE  change a switch, any number of times\n")
                .append("  --captured        answer queries as flakily as the sandbox was seen to do\n")
                .append("  --state FILE      go on from this file if it exists, and keep it up to date\n")
                .append("  --config FILE     begin with what a properties file says, see docs/simulator.md\n")
                .append("  --help            this text\n\nSwitches:\n");
        for (Setting<?> setting : Setting.all()) {
            text.append(String.format(
                    "  %-24s %s%n  %-24s %s (default %s)%n",
                    setting.name(),
                    setting.description(),
                    "",
                    setting.allowed(),
                    Setting.write(setting.defaultValue())));
        }
        return text.toString();
    }
}
