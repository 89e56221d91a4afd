package io.github.darajasdk.therapy.notification.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {

    /** The example that the Standard Webhooks publish for implementations to check themselves by. */
    @Test
    void signsThePublishedExampleAsPublished() {
        WebhookSecret secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(secret.sign(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Property
    void aReceiverWithTheSecretComesToTheSameSignature(
            @ForAll @Size(32) byte[] key,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
            @ForAll @StringLength(max = 200) String text)
            throws Exception {
        String body = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String signature = WebhookSecret.parse("whsec_" + Base64.getEncoder().encodeToString(key))
                .sign("msg_1", Instant.ofEpochSecond(second), body);

        byte[] expected = hmac(key, ("msg_1." + second + "." + body).getBytes(StandardCharsets.UTF_8));
        assertThat(signature).isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_c2hvcnQ=",
                "whsec_not base64 at all, and long enough to be a secret",
                "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoSecretIsRefusedWithoutBeingRepeated(String text) {
        assertThatThrownBy(() -> WebhookSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whsec_ and 24 to 64 random bytes in Base64")
                .message()
                .doesNotContain(text.isEmpty() || text.equals("whsec_") ? "\0" : text);
    }

    @Test
    void doesNotShowItself() {
        assertThat(WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                .hasToString("whsec_…");
    }

    /** HMAC by its definition (RFC 2104), with nothing of javax.crypto. */
    private static byte[] hmac(byte[] key, byte[] message) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        for (int at = 0; at < 64; at++) {
            byte part = at < key.length ? key[at] : 0;
            inner[at] = (byte) (part ^ 0x36);
            outer[at] = (byte) (part ^ 0x5c);
        }
        sha.update(inner);
        byte[] within = sha.digest(message);
        sha.update(outer);
        return sha.digest(within);
    }
}
