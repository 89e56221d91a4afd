package io.github.darajasdk.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.callback.CallbackVerdict.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackGuardTest {

    private static final byte[] BODY = "{\"Body\":{}}".getBytes(StandardCharsets.UTF_8);
    private static final String GENUINE = "196.201.212.69";
    private static final String STRANGER = "203.0.113.9";

    private final CallbackUrls urls = CallbackUrls.builder()
            .baseUrl(URI.create("https://pay.example.co.ke"))
            .environment("sandbox")
            .shortCode(ShortCode.of("174379"))
            .key(CallbackKey.of("k1", "0123456789abcdef0123456789abcdef"))
            .build();
    private final String path = urls.create(CallbackPurpose.STK, "attempt-1").getRawPath();

    @Test
    void ourOwnAddressIsAcceptedWithItsBody() throws IOException {
        CallbackVerdict verdict = guard().build().check(path, GENUINE, body());

        assertThat(verdict).isInstanceOfSatisfying(CallbackVerdict.Accepted.class, accepted -> {
            assertThat(accepted.purpose()).isEqualTo(CallbackPurpose.STK);
            assertThat(accepted.reference()).isEqualTo("attempt-1");
            assertThat(accepted.body()).isEqualTo(BODY);
            assertThat(accepted.sourceListed()).isTrue();
            assertThat(accepted.httpStatus()).isEqualTo(200);
        });
    }

    @Test
    void aForgedAddressIsNotFoundAndItsBodyNotRead() throws IOException {
        InputStream untouchable = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("the body of a forged request must not be read");
            }
        };
        String forged = path.substring(0, path.length() - 1) + (path.endsWith("0") ? "1" : "0");

        refused(guard().build().check(forged, GENUINE, untouchable), Reason.UNKNOWN_PATH, 404);
    }

    @Test
    void otherMethodsAreRefused() throws IOException {
        for (String method : List.of("GET", "PUT", "post", "HEAD")) {
            refused(check(guard(), request(method, STRANGER, List.of(), null)), Reason.WRONG_METHOD, 405);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "gzip, identity"})
    void encodedBodiesAreRefused(String encoding) throws IOException {
        refused(check(guard(), request("POST", GENUINE, List.of(), encoding)), Reason.ENCODED_BODY, 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", " Identity "})
    void aPlainBodyMaySayThatItIsPlain(String encoding) throws IOException {
        assertThat(check(guard(), request("POST", GENUINE, List.of(), encoding)).httpStatus())
                .isEqualTo(200);
    }

    @Test
    void aBodyOverTheLimitIsCutOffWhileReading() throws IOException {
        AtomicLong read = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 'x';
            }
        };

        refused(guard().build().check(path, GENUINE, endless), Reason.TOO_LARGE, 413);
        assertThat(read.get()).isLessThan(2 * CallbackParser.MAX_BODY_BYTES);

        byte[] largest = new byte[CallbackParser.MAX_BODY_BYTES];
        assertThat(guard().build()
                        .check(path, GENUINE, new ByteArrayInputStream(largest))
                        .httpStatus())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatDripsIsGivenUp() throws IOException {
        AtomicLong time = new AtomicLong();
        InputStream dripping = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] chunk, int offset, int length) {
                time.addAndGet(Duration.ofSeconds(2).toNanos());
                chunk[offset] = 'x';
                return 1;
            }
        };

        refused(guard().nanoTime(time::get).build().check(path, GENUINE, dripping), Reason.TOO_SLOW, 408);
    }

    @Test
    void aStrangerIsLoggedByDefaultRefusedWhenEnforcedAndIgnoredWhenOff() throws IOException {
        CallbackVerdict logged = guard().build().check(path, STRANGER, body());
        assertThat(((CallbackVerdict.Accepted) logged).sourceListed()).isFalse();

        refused(
                guard().sourceMode(SourceMode.ENFORCE).build().check(path, STRANGER, body()),
                Reason.SOURCE_NOT_ALLOWED,
                403);

        CallbackVerdict off = guard().sourceMode(SourceMode.OFF).build().check(path, STRANGER, body());
        assertThat(((CallbackVerdict.Accepted) off).sourceListed()).isTrue();
    }

    @Test
    void allFourteenAddressesInCirculationAreListed() throws IOException {
        assertThat(CallbackGuard.KNOWN_SOURCES).hasSize(14);
        CallbackGuard strict = guard().sourceMode(SourceMode.ENFORCE).build();
        for (String source : CallbackGuard.KNOWN_SOURCES) {
            assertThat(strict.check(path, source, body()).httpStatus()).isEqualTo(200);
        }
    }

    @Test
    void aForgedForwardingHeaderNeverPasses() throws IOException {
        CallbackGuard.Builder strict = guard().sourceMode(SourceMode.ENFORCE);

        // Without a trusted proxy the header is not looked at.
        refused(check(strict, request("POST", STRANGER, List.of(GENUINE), null)), Reason.SOURCE_NOT_ALLOWED, 403);
        // One proxy of ours appended the stranger's address behind what the stranger wrote.
        strict.trustedProxyHops(1);
        refused(
                check(strict, request("POST", "10.0.0.1", List.of(GENUINE + ", " + STRANGER), null)),
                Reason.SOURCE_NOT_ALLOWED,
                403);
        refused(
                check(strict, request("POST", "10.0.0.1", List.of(GENUINE, STRANGER), null)),
                Reason.SOURCE_NOT_ALLOWED,
                403);
        // Nobody wrote a header at all: the connection counts.
        refused(check(strict, request("POST", STRANGER, List.of(), null)), Reason.SOURCE_NOT_ALLOWED, 403);
    }

    @Test
    void hopsAreCountedFromTheRight() throws IOException {
        CallbackGuard.Builder strict = guard().sourceMode(SourceMode.ENFORCE);

        strict.trustedProxyHops(1);
        assertThat(check(strict, request("POST", "10.0.0.1", List.of("1.1.1.1, " + GENUINE), null))
                        .httpStatus())
                .isEqualTo(200);
        strict.trustedProxyHops(2);
        assertThat(check(strict, request("POST", "10.0.0.1", List.of("1.1.1.1," + GENUINE, "10.0.0.2"), null))
                        .httpStatus())
                .isEqualTo(200);
    }

    @Test
    void anEmptyListCannotBeEnforced() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guard().allowedSources(Set.of())
                        .sourceMode(SourceMode.ENFORCE)
                        .build())
                .withMessageContaining("cannot be enforced");
    }

    @Test
    void nothingSecretIsPrinted() throws IOException {
        String mac = path.substring(path.lastIndexOf('/') + 1);
        assertThat(request("POST", GENUINE, List.of(), null).toString()).doesNotContain(mac);
        assertThat(guard().build().check(path, GENUINE, body()).toString())
                .doesNotContain(mac)
                .doesNotContain("Body");
    }

    @Test
    void theAcknowledgementIsTheDocumentedOne() {
        assertThat(new String(CallbackAck.accepted().toJson(), StandardCharsets.UTF_8))
                .isEqualTo(WireFixtures.text("stk-ack-accepted.json").replaceAll("\\s", ""));
    }

    private CallbackGuard.Builder guard() {
        return CallbackGuard.builder(urls);
    }

    private CallbackGuard.Request request(String method, String remote, List<String> forwardedFor, String encoding) {
        return new CallbackGuard.Request(method, path, remote, forwardedFor, encoding);
    }

    private static CallbackVerdict check(CallbackGuard.Builder guard, CallbackGuard.Request request)
            throws IOException {
        return guard.build().check(request, body());
    }

    private static void refused(CallbackVerdict verdict, Reason reason, int status) {
        assertThat(verdict).isEqualTo(new CallbackVerdict.Refused(status, reason));
    }

    private static InputStream body() {
        return new ByteArrayInputStream(BODY);
    }
}
