package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other web sites that the developer visits do not drive the simulator; programs are not hindered. */
class ForeignSitesTest extends SimulatorTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /simulator/reset, HERE, http://evil.example, 403",
        "POST, /simulator/reset, HERE, null, 403",
        "POST, /simulator/reset, HERE, http://127.0.0.1:1, 403",
        "POST, /faults/reset, HERE, https://evil.example, 403",
        "POST, /phone/cancel, HERE, http://evil.example, 403",
        "GET, /simulator/state, evil.example, , 403",
        "GET, /phone, evil.example:80, , 403",
        "GET, /, localhost.evil.example, , 403",
        "POST, /simulator/reset, HERE, HERE, 200",
        "POST, /simulator/reset, HERE, , 200",
        "POST, /faults/reset, HERE, HERE, 303",
        "GET, /simulator/state, localhost, , 200",
        "GET, /simulator/state, '[::1]:8090', , 200",
        "GET, /oauth/v1/generate, evil.example, http://evil.example, 400"
    })
    void onlyOwnPagesAndProgramsMayDriveIt(String method, String path, String host, String origin, int status)
            throws IOException {
        simulator.subscriber(Merchant.PHONE).name("Somebody");

        assertThat(status(method, path, host, origin)).isEqualTo(status);

        boolean reset = path.endsWith("/reset") && status < 400;
        assertThat(simulator.subscribers()).hasSize(reset ? 0 : 1);
    }

    @Test
    void whoOpensItToTheNetworkMayReachItByAnyNameButNotFromAnotherSite() throws IOException {
        try (DarajaSimulator open =
                DarajaSimulator.builder().host(InetAddress.getByName("0.0.0.0")).start()) {
            int port = open.baseUri().getPort();

            assertThat(status(port, "GET", "/simulator/state", "box.example", null))
                    .isEqualTo(200);
            assertThat(status(port, "POST", "/simulator/reset", "box.example", "http://evil.example"))
                    .isEqualTo(403);
        }
    }

    private int status(String method, String path, String host, String origin) throws IOException {
        int port = simulator.baseUri().getPort();
        String here = "127.0.0.1:" + port;
        return status(
                port,
                method,
                path,
                host.equals("HERE") ? here : host,
                "HERE".equals(origin) ? "http://" + here : origin);
    }

    /** Over a socket of its own, because the JDK's client sets neither header as it is told. */
    private static int status(int port, String method, String path, String host, String origin) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                    + (origin == null ? "" : "Origin: " + origin + "\r\n")
                    + (method.equals("POST") ? "Content-Type: text/plain\r\nContent-Length: 0\r\n" : "") + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring(9));
        }
    }
}
