package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callbacks to receivers that answer in the several ways that HTTP allows, and in ways that it does not. */
class ReceiverTest extends SimulatorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 2~~{} | 200",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2;x=1~{}~0~~ | 200",
                "HTTP/1.1 200 OK~Connection: close~~{} | 200",
                "HTTP/1.0 201 Created~~anything | 201",
                "HTTP/1.1 204 No Content~~ | 204",
                "HTTP/1.1 100 Continue~~HTTP/1.1 503 Busy~Content-Length: 0~~ | 503",
                "HTTP/1.1 302 Found~Location: /elsewhere~Content-Length: 0~~ | 302",
                "HTTP/1.1 200 OK~Content-Length: 20~~{} | 0",
                "HTTP/1.1 200 OK~Content-Length: -4~~{} | 0",
                "SSH-2.0-OpenSSH_9.2~ | 0"
            })
    void answerIsUnderstoodOrCountsAsNone(String answer, int status) throws Exception {
        try (RawReceiver receiver = new RawReceiver(answer.replace("~", "\r\n"))) {
            int told = simulator.forgeCallback(receiver.url(), "{\"a\":1}").get(10, TimeUnit.SECONDS);

            assertThat(told).isEqualTo(status);
            assertThat(receiver.requests)
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .startsWith("POST /cb?x=1 HTTP/1.1\r\n")
                            .contains("Content-Type: application/json;charset=UTF-8\r\n")
                            .endsWith("\r\n\r\n{\"a\":1}"));
        }
    }

    @Test
    void burstArrivesWholeOverFewConnections() {
        simulator.nextPush().delivery(DeliveryScript.duplicateCallback(1_000));

        acceptedPush();

        for (int i = 0; i < 1_000; i++) {
            merchant.awaitCallback();
        }
        assertThat(merchant.callers()).hasSizeLessThanOrEqualTo(64);
        assertThat(simulator.callbacks()).allMatch(callback -> callback.status() == 200);
    }

    /** Answers each connection once with the same bytes, and closes it. */
    private static final class RawReceiver implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final List<String> requests = new CopyOnWriteArrayList<>();

        RawReceiver(String answer) throws IOException {
            Thread thread = new Thread(() -> serve(answer), "raw-receiver");
            thread.setDaemon(true);
            thread.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/cb?x=1";
        }

        private void serve(String answer) {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    requests.add(read(socket.getInputStream()));
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    return; // closed
                }
            }
        }

        private static String read(InputStream in) throws IOException {
            StringBuilder text = new StringBuilder();
            while (!text.toString().endsWith("}")) {
                text.append((char) in.read());
            }
            return text.toString();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
