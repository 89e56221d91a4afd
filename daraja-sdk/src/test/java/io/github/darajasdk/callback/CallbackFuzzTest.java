package io.github.darajasdk.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.WireFixtures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Bodies that are almost right. Nothing but a refusal may be thrown, and no failure may ever become a payment. */
class CallbackFuzzTest {

    private static final List<String> SNIPPETS = List.of(
            "0",
            "\"0\"",
            "null",
            "1e9999999",
            "-0",
            "0.0",
            "{}",
            "[]",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "\"",
            "\\u0000",
            "\"ResultCode\":0,",
            ",\"ResultCode\":0",
            "\"Name\":\"Amount\",",
            "\u0000",
            "\ufeff",
            "}",
            "]",
            ",",
            "9".repeat(400));

    private final CallbackParser parser = CallbackParser.create();

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void noMutationOfAFailureIsEverReadAsPaid(@ForAll("failures") String name, @ForAll long seed) {
        byte[] body = mutated(WireFixtures.bytes(name), new Random(seed));
        try {
            assertThat(parser.parseStk(body)).isNotInstanceOf(StkCallback.Paid.class);
        } catch (CallbackParseException expected) {
            assertThat(expected.reason()).isNotNull();
        }
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void aMutatedSuccessIsRefusedOrStillCarriesReceiptAndAmount(@ForAll("successes") String name, @ForAll long seed) {
        byte[] body = mutated(WireFixtures.bytes(name), new Random(seed));
        try {
            if (parser.parseStk(body) instanceof StkCallback.Paid paid) {
                assertThat(paid.amount().shillings()).isBetween(1L, 250_000L);
                assertThat(paid.receiptNumber().value()).matches("[A-Z0-9]{8,12}");
                assertThat(paid.resultCode().value()).isEqualTo("0");
            }
        } catch (CallbackParseException expected) {
            assertThat(expected.reason()).isNotNull();
        }
    }

    @Property(tries = 1_000)
    void anyBytesAreReadOrRefused(@ForAll byte[] body) {
        try {
            parser.parseStk(body);
        } catch (CallbackParseException expected) {
            assertThat(expected.reason()).isNotNull();
        }
    }

    private static byte[] mutated(byte[] original, Random random) {
        String text = new String(original, StandardCharsets.UTF_8);
        byte[] bytes = original;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = text.isEmpty() ? 0 : random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 ->
                    text = text.substring(0, at) + SNIPPETS.get(random.nextInt(SNIPPETS.size())) + text.substring(at);
                case 1 -> text = text.substring(0, at);
                case 2 -> {
                    int to = Math.min(text.length(), at + random.nextInt(40));
                    text = text.substring(0, to) + text.substring(at);
                }
                case 3 ->
                    text = text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(20)));
                default -> text = text.replaceFirst("[1-9][0-9]*", String.valueOf(random.nextInt(3) - 1));
            }
            bytes = text.getBytes(StandardCharsets.UTF_8);
        }
        if (random.nextInt(10) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Provide
    Arbitrary<String> failures() {
        return Arbitraries.of(WireFixtures.names("stk-callback-failure"));
    }

    @Provide
    Arbitrary<String> successes() {
        return Arbitraries.of(WireFixtures.names("stk-callback-success"));
    }
}
