package io.github.darajasdk.therapy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.DarajaSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class DemoEnvironmentTest {

    @TempDir
    Path folder;

    @Test
    void theTwoSidesKnowEachOthersAddress() {
        MockEnvironment demo = demo(Map.of("server.port", "8085", "demo.simulator.port", "8095"));

        assertThat(demo.getProperty("daraja.base-url")).isEqualTo("http://127.0.0.1:8095");
        assertThat(demo.getProperty("daraja.callback.base-url")).isEqualTo("http://127.0.0.1:8085");
    }

    @Test
    void withoutAWordThePortsAreTheUsualOnes() {
        MockEnvironment demo = demo(Map.of());

        assertThat(demo.getProperty("daraja.base-url")).isEqualTo("http://127.0.0.1:8090");
        assertThat(demo.getProperty("daraja.callback.base-url")).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void portZeroBecomesAFreePortThatBothSidesKnow() {
        MockEnvironment demo = demo(Map.of("server.port", "0", "demo.simulator.port", "0"));

        int server = demo.getRequiredProperty("server.port", Integer.class);
        int simulator = demo.getRequiredProperty("demo.simulator.port", Integer.class);
        assertThat(server).isPositive().isNotEqualTo(simulator);
        assertThat(demo.getProperty("daraja.callback.base-url")).isEqualTo("http://127.0.0.1:" + server);
        assertThat(demo.getProperty("daraja.base-url")).isEqualTo("http://127.0.0.1:" + simulator);
    }

    @Test
    void aSimulatorThatRunsElsewhereIsUsed() {
        MockEnvironment demo = demo(Map.of("demo.simulator.url", "http://127.0.0.1:9999"));

        assertThat(demo.getProperty("daraja.base-url")).isEqualTo("http://127.0.0.1:9999");
    }

    @Test
    void whatIsSetElsewhereWins() {
        MockEnvironment demo = demo(Map.of("daraja.callback.base-url", "https://tunnel.example.com"));

        assertThat(demo.getProperty("daraja.callback.base-url")).isEqualTo("https://tunnel.example.com");
    }

    @Test
    void theCallbackKeyOutlivesARestartAndIsOursAlone() throws Exception {
        String first = demo(Map.of()).getRequiredProperty("daraja.callback.key");
        String second = demo(Map.of()).getRequiredProperty("daraja.callback.key");

        assertThat(first).matches("[0-9a-f]{64}").isEqualTo(second);
        Path file = folder.resolve("callback.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void anotherFolderHasAnotherKey(@TempDir Path other) {
        assertThat(CallbackKeyFile.in(folder).readOrCreate())
                .isNotEqualTo(CallbackKeyFile.in(other).readOrCreate());
    }

    @Test
    void withoutTheProfileNothingIsSet() {
        MockEnvironment plain = new MockEnvironment();

        new DemoEnvironment().postProcessEnvironment(plain, new SpringApplication());

        assertThat(plain.getProperty("daraja.base-url")).isNull();
    }

    @Test
    void theWelcomeNamesTheThreeAddressesAndHowToSignIn() {
        String text = DemoWelcome.text(8085, demo(Map.of("demo.simulator.port", "8095")));

        assertThat(text)
                .contains("http://127.0.0.1:8085", "http://127.0.0.1:8095/phone", "http://127.0.0.1:8095/ledger")
                .contains("http://127.0.0.1:8095/simulator/statement/" + DarajaSimulator.PAYBILL)
                .contains("wanjiku@example.com", "achieng@example.com", "admin@example.com", DemoPeople.PASSWORD);
    }

    private MockEnvironment demo(Map<String, String> settings) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles("demo");
        environment.setProperty("app.database.folder", folder.toString());
        settings.forEach(environment::setProperty);
        new DemoEnvironment().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
