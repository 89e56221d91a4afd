package io.github.darajasdk.benchmarks;

import io.github.darajasdk.simulator.DarajaSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many pushes the simulator takes, carries out and calls back for in a second, the driver and the receiver of the
 * callbacks on the same cores; and how long it takes to start. The callers speak HTTP over bare sockets, so that what is
 * measured is the simulator as far as that is possible.
 */
public final class SimulatorLoad {

    private static final int CONNECTIONS = 16;
    private static final int PUSHES = 10_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\" *: *\"(\\w+)\"");

    private SimulatorLoad() {}

    public static void main(String[] args) throws InterruptedException, ExecutionException, IOException {
        for (int i = 1; i <= 5; i++) {
            long begun = System.nanoTime();
            try (DarajaSimulator simulator = DarajaSimulator.start()) {
                get(simulator.baseUri());
                System.out.printf("start %d in this JVM, to the first answer: %d ms%n", i, millisSince(begun));
            }
        }
        for (int i = 1; i <= 5; i++) {
            round(i);
        }
    }

    private static void get(URI base) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            exchange(socket, "GET /simulator/clock HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
    }

    private static void round(int number) throws InterruptedException, ExecutionException, IOException {
        try (DarajaSimulator simulator = DarajaSimulator.builder().seed(number).start();
                Receiver receiver = new Receiver()) {
            String token = token(simulator.baseUri());
            AtomicInteger next = new AtomicInteger();
            ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);
            List<Future<Integer>> results = new ArrayList<>();
            long begun = System.nanoTime();
            for (int i = 0; i < CONNECTIONS; i++) {
                results.add(callers.submit(() -> push(simulator.baseUri(), token, receiver.port(), next)));
            }
            int accepted = 0;
            for (Future<Integer> result : results) {
                accepted += result.get();
            }
            long answered = millisSince(begun);
            long deadline = begun + 60_000_000_000L;
            while (receiver.count() < accepted && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            long calledBack = millisSince(begun);
            callers.shutdown();
            System.out.printf(
                    "round %d: %d pushes, %d accepted (%d/s), %d callbacks, %d debits: %d pushes with their callbacks a second%n",
                    number,
                    PUSHES,
                    accepted,
                    accepted * 1000L / answered,
                    receiver.count(),
                    simulator.ledger().debits().size(),
                    receiver.count() * 1000L / calledBack);
        }
    }

    private static String token(URI base) throws IOException {
        String basic = Base64.getEncoder()
                .encodeToString((DarajaSimulator.CONSUMER_KEY + ":" + DarajaSimulator.CONSUMER_SECRET)
                        .getBytes(StandardCharsets.UTF_8));
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            String answer = exchange(
                    socket,
                    "GET /oauth/v1/generate?grant_type=client_credentials HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                            + basic + "\r\n\r\n");
            Matcher token = TOKEN.matcher(answer);
            if (!token.find()) {
                throw new IllegalStateException("no token in " + answer);
            }
            return token.group(1);
        }
    }

    /** Pushes over one connection until all numbers are used up; returns how many were accepted. */
    private static int push(URI base, String token, int callbackPort, AtomicInteger next) throws IOException {
        String stamp = "20261120101530";
        String password = Base64.getEncoder()
                .encodeToString(
                        (DarajaSimulator.PAYBILL + DarajaSimulator.PASSKEY + stamp).getBytes(StandardCharsets.UTF_8));
        int accepted = 0;
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setTcpNoDelay(true);
            for (int i = next.getAndIncrement(); i < PUSHES; i = next.getAndIncrement()) {
                String phone = "2547" + (10_000_000 + i);
                String body = "{\"BusinessShortCode\":174379,\"Password\":\"" + password + "\",\"Timestamp\":\"" + stamp
                        + "\",\"TransactionType\":\"CustomerPayBillOnline\",\"Amount\":100,\"PartyA\":" + phone
                        + ",\"PartyB\":174379,\"PhoneNumber\":" + phone + ",\"CallBackURL\":\"http://127.0.0.1:"
                        + callbackPort + "/cb/" + i + "\",\"AccountReference\":\"INV" + i
                        + "\",\"TransactionDesc\":\"Load\"}";
                String answer = exchange(
                        socket,
                        "POST /mpesa/stkpush/v1/processrequest HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + token + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body);
                if (answer.contains("\"ResponseCode\":\"0\"")) {
                    accepted++;
                }
            }
        }
        return accepted;
    }

    private static String exchange(Socket socket, String request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return message(socket.getInputStream());
    }

    /** Reads one HTTP message whose length is told, in as few reads as it takes; empty at the end of the stream. */
    private static String message(InputStream in) throws IOException {
        byte[] bytes = new byte[4_096];
        int read = 0;
        int wanted = Integer.MAX_VALUE;
        while (read < wanted) {
            int more = in.read(bytes, read, bytes.length - read);
            if (more < 0) {
                return "";
            }
            read += more;
            if (wanted == Integer.MAX_VALUE) {
                String soFar = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
                int headEnd = soFar.indexOf("\r\n\r\n");
                Matcher length = LENGTH.matcher(soFar);
                if (headEnd >= 0) {
                    wanted = headEnd + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
                }
            }
        }
        return new String(bytes, 0, read, StandardCharsets.UTF_8);
    }

    private static long millisSince(long begun) {
        return Math.max(1, (System.nanoTime() - begun) / 1_000_000);
    }

    /** Takes callbacks, counts them, answers 200. */
    private static final class Receiver implements AutoCloseable {

        private static final byte[] OK =
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.ISO_8859_1);

        private final ServerSocket server = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final AtomicInteger count = new AtomicInteger();

        Receiver() throws IOException {
            threads.execute(this::accept);
        }

        int port() {
            return server.getLocalPort();
        }

        int count() {
            return count.get();
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    socket.setTcpNoDelay(true);
                    threads.execute(() -> serve(socket));
                } catch (IOException e) {
                    return; // closed
                }
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                InputStream in = socket.getInputStream();
                while (!message(in).isEmpty()) {
                    count.incrementAndGet();
                    socket.getOutputStream().write(OK);
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            threads.shutdownNow();
        }
    }
}
