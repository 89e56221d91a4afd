package io.github.darajasdk;

import static io.github.darajasdk.TestDaraja.aPush;
import static io.github.darajasdk.TestDaraja.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.DarajaTransportException;
import io.github.darajasdk.error.Delivery;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There is no way around the certificate of the other side. */
class TlsTest {

    private static final char[] PASSWORD = "only-for-this-test".toCharArray();

    @Test
    void aCertificateThatNobodyVouchesForGetsNeitherSecretNorMoney(@TempDir Path folder) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(selfSigned(folder.resolve("keys.p12")).getSocketFactory());
            server.start(InetAddress.getLoopbackAddress(), 0);
            try (DarajaClient daraja =
                    client(URI.create("https://localhost:" + server.getPort())).build()) {
                DarajaException thrown = catchThrowableOfType(
                        DarajaException.class, () -> daraja.stk().push(aPush()));

                assertThat(thrown).isInstanceOf(DarajaTransportException.class);
                assertThat(thrown.delivery()).isEqualTo(Delivery.NOT_SENT);
                assertThat(thrown).hasRootCauseInstanceOf(GeneralSecurityException.class);
            }
            assertThat(server.getRequestCount()).as("requests that were sent").isZero();
        }
    }

    private static SSLContext selfSigned(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-alias",
                        "server",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
