package io.github.darajasdk.spring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import java.io.IOException;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** The quick start, compiled and run from the text of the guide; {@code benchmarks/quick-start.sh} times it outside. */
class QuickStartTests {

    private static final String SHOP = "src/main/java/example/Shop.java";
    private static final String CONFIGURATION = "src/main/resources/application.yaml";

    /** The tests of this module lock every page; the quick start has no Spring Security. */
    private static final String NO_SECURITY = "--spring.autoconfigure.exclude="
            + "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration";

    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() throws IOException {
        Path source = classes.resolve("Shop.java");
        Files.writeString(source, Guide.quickStart().get(SHOP));
        Files.writeString(
                classes.resolve("application.yaml"), Guide.quickStart().get(CONFIGURATION));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            errors,
                            files,
                            null,
                            List.of("-parameters", "-proc:none", "-d", classes.toString()),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(errors.toString()).isTrue();
        }
    }

    @Test
    void applicationHasFewerThanFortyLines() throws IOException {
        assertThat(Guide.quickStart().get(SHOP).lines()).hasSizeLessThan(40);
    }

    @Test
    void projectNamesTheVersionsOfThisBuild() throws IOException {
        String parent = Files.readString(Path.of("../pom.xml"));
        String project = Guide.quickStart().get("pom.xml");
        String ours = property(parent, "revision");

        assertThat(project).contains("<version>" + ours + "</version>");
        assertThat(project).contains("<version>" + property(parent, "spring-boot.version") + "</version>");
        assertThat(Guide.text()).contains("daraja-simulator:" + ours + ":jar:standalone");
    }

    @Test
    void takesASimulatedPaymentHandlesItsCallbackAndShowsHealthAndMetrics() throws Exception {
        int port = freePort();
        try (DarajaSimulator mpesa = DarajaSimulator.builder()
                        .customers(CustomerScript.human())
                        .start();
                URLClassLoader loader = new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
                ConfigurableApplicationContext shop = start(loader, port, mpesa.baseUri())) {
            String order = "order=A17&phone=0712345678&shillings=150";

            assertThat(post(port, "/pay", order)).isEqualTo("asked");
            assertThat(post(mpesa.baseUri().getPort(), "/simulator/phones/254712345678/pin", "{\"pin\":\"1234\"}"))
                    .isNotNull();
            assertThat(untilPaid(port, order)).startsWith("Paid");
            assertThat(mpesa.pushes()).hasSize(1);
            assertThat(mpesa.ledger().debits()).hasSize(1);
            assertThat(get(port, "/actuator/health"))
                    .contains("\"daraja\"", "\"status\":\"UP\"", "secondsSinceLastSuccess");
            assertThat(get(port, "/actuator/metrics/daraja.call")).contains("stk.push");
            assertThat(get(port, "/actuator/metrics/daraja.callbacks")).contains("\"paid\"");
            assertThat(shop.isRunning()).isTrue();
        }
    }

    private static ConfigurableApplicationContext start(URLClassLoader loader, int port, URI mpesa)
            throws ClassNotFoundException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            SpringApplication application = new SpringApplicationBuilder(loader.loadClass("example.Shop"))
                    .resourceLoader(new DefaultResourceLoader(loader))
                    .build();
            return application.run(
                    "--server.port=" + port,
                    "--daraja.base-url=" + mpesa,
                    "--daraja.callback.base-url=http://localhost:" + port,
                    NO_SECURITY);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String untilPaid(int port, String order) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        String state = post(port, "/pay", order);
        while (state.equals("asked") && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(20_000_000);
            state = post(port, "/pay", order);
        }
        return state;
    }

    private static String post(int port, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)));
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isLessThan(300);
        return response.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static String property(String pom, String name) {
        Matcher value = Pattern.compile("<" + name + ">(.+?)</" + name + ">").matcher(pom);
        assertThat(value.find()).as(name).isTrue();
        return value.group(1);
    }
}
