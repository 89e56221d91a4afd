package io.github.darajasdk.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.darajasdk.WireFixtures;
import java.io.IOException;
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

    private static final ObjectMapper JSON = new ObjectMapper();

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

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void everyParserReadsOrRefusesAnyMutationAndASuccessSaysSoByItsCode(
            @ForAll("everything") String name, @ForAll long seed) throws IOException {
        byte[] body = mutated(WireFixtures.bytes(name), new Random(seed));
        for (CallbackPurpose purpose : CallbackPurpose.values()) {
            try {
                Object read = read(purpose, body);
                if (read instanceof CommandResult.Succeeded) {
                    assertThat(JSON.readTree(body).at("/Result/ResultCode").asText())
                            .isEqualTo("0");
                } else if (read instanceof B2bExpressCallback.Paid) {
                    assertThat(JSON.readTree(body).at("/resultCode").asText()).isEqualTo("0");
                }
            } catch (CallbackParseException expected) {
                assertThat(expected.reason()).isNotNull();
            }
        }
    }

    /** Null for a purpose without a body of its own kind. */
    private Object read(CallbackPurpose purpose, byte[] body) {
        return switch (purpose) {
            case STK -> parser.parseStk(body);
            case C2B_VALIDATION -> parser.parseC2bValidation(body);
            case C2B_CONFIRMATION -> parser.parseC2bConfirmation(body);
            case B2B_EXPRESS -> parser.parseB2bExpress(body);
            case BILL -> parser.parseBillPayment(body);
            case STANDING_ORDER -> parser.parseStandingOrder(body);
            case PULL -> null;
            case B2C_RESULT, B2B_RESULT, REVERSAL_RESULT, STATUS_RESULT, BALANCE_RESULT -> {
                CommandResult result = parser.parseResult(purpose, body);
                if (result instanceof CommandResult.Succeeded succeeded) {
                    reports(purpose, succeeded);
                }
                yield result;
            }
            case B2C_TIMEOUT, B2B_TIMEOUT, STATUS_TIMEOUT, REVERSAL_TIMEOUT, BALANCE_TIMEOUT ->
                parser.parseTimeout(purpose, body);
        };
    }

    /** What is read out of a success may be missing, but never breaks. */
    private static void reports(CallbackPurpose purpose, CommandResult.Succeeded succeeded) {
        Object report = switch (purpose) {
            case B2C_RESULT -> PayoutReport.of(succeeded);
            case B2B_RESULT -> BusinessPaymentReport.of(succeeded);
            case REVERSAL_RESULT -> ReversalReport.of(succeeded);
            case STATUS_RESULT -> TransactionReport.of(succeeded);
            default -> BalanceReport.of(succeeded);
        };
        assertThat(report.toString()).isNotEmpty();
    }

    @Provide
    Arbitrary<String> everything() {
        return Arbitraries.of(WireFixtures.names("").stream()
                .filter(name -> name.matches(".*(callback|confirmation|validation-request|result|timeout-).*\\.json"))
                .toList());
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
