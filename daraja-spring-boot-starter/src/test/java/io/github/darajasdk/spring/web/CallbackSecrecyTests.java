package io.github.darajasdk.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.spring.logs.TraceLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With everything switched on that writes down what a server does: the secret part of an address is in none of it. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.tomcat.accesslog.enabled=true",
            "server.tomcat.accesslog.buffered=false",
            "server.tomcat.accesslog.pattern=%r | %U",
            "management.endpoints.web.exposure.include=*"
        })
@ActiveProfiles("callbacks")
@ExtendWith(OutputCaptureExtension.class)
class CallbackSecrecyTests {

    @TempDir
    static Path accessLog;

    @Autowired
    private CallbackUrls urls;

    @Autowired
    private Shop shop;

    @Autowired
    private MeterRegistry meters;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void accessLogDirectory(DynamicPropertyRegistry properties) {
        properties.add("server.tomcat.accesslog.directory", accessLog::toString);
    }

    @Test
    void macIsInNoLogNoSpanAndNoMetric(CapturedOutput output) throws Exception {
        String path = urls.create(CallbackPurpose.STK, "order-1").getRawPath();
        String mac = path.substring(path.lastIndexOf('/') + 1);

        assertThat(post(path)).isEqualTo(200);
        assertThat(post(path + "/")).isEqualTo(404);

        assertThat(accessLogWithLines(2))
                .contains("/hooks/cb/stk/k1/order-1/***")
                .doesNotContain(mac);
        assertThat(shop.spans).isNotEmpty().allSatisfy(span -> assertThat(span).doesNotContain(mac));
        assertThat(shop.spans.toString()).contains("/hooks/cb/**");
        assertThat(meters.get("http.server.requests")
                        .tag("uri", "/hooks/cb/**")
                        .timer()
                        .count())
                .isPositive();
        assertThat(meters.get("daraja.callbacks")
                        .tag("purpose", "stk")
                        .tag("outcome", "paid")
                        .counter()
                        .count())
                .isPositive();
        assertThat(meters.get("daraja.callbacks.refused")
                        .tag("reason", "unknown-path")
                        .counter()
                        .count())
                .isPositive();
        assertThat(output.toString()).doesNotContain(mac);
        assertThat(TraceLog.text())
                .contains("A request to the callback endpoint was refused: unknown-path")
                .doesNotContain(mac);
    }

    @Test
    void logLinesOfTheHandlerCarryReferenceAndPurpose() throws Exception {
        post(urls.create(CallbackPurpose.STK, "order-2").getRawPath());

        assertThat(shop.context).contains("stk order-2");
        assertThat(MDC.get(DarajaCallbackFilter.MDC_REFERENCE)).isNull();
    }

    private String accessLogWithLines(int lines) throws IOException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        String text = "";
        while (text.lines().count() < lines && Instant.now().isBefore(deadline)) {
            try (Stream<Path> files = Files.list(accessLog)) {
                for (Path file : files.toList()) {
                    text = Files.readString(file);
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return text;
    }

    private int post(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(WireBody.of("stk-callback-success.json")))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {

        final List<String> spans = new CopyOnWriteArrayList<>();
        final List<String> context = new CopyOnWriteArrayList<>();

        @Bean
        CallbackHandler callbackHandler() {
            return delivery -> context.add(
                    MDC.get(DarajaCallbackFilter.MDC_PURPOSE) + " " + MDC.get(DarajaCallbackFilter.MDC_REFERENCE));
        }

        @Bean
        ObservationHandler<Observation.Context> spans() {
            return new ObservationHandler<>() {
                @Override
                public void onStop(Observation.Context context) {
                    spans.add(context.getAllKeyValues() + " " + context.getContextualName());
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                    return true;
                }
            };
        }
    }
}
