package io.github.darajasdk.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies that must never be taken for a payment, each a genuine success with one thing wrong. */
final class BadBodies {

    private final Map<String, byte[]> bodies = new LinkedHashMap<>();
    private final String success;

    private BadBodies() throws IOException {
        success = new String(WireBody.of("stk-callback-success.json"), StandardCharsets.UTF_8);
        resultCodes();
        amounts();
        receipts();
        structure();
        encodings();
    }

    static Map<String, byte[]> all() throws IOException {
        return new BadBodies().bodies;
    }

    private void resultCodes() {
        String code = "\"ResultCode\": *0";
        change("result code missing", "\"ResultCode\": *0,", "");
        change("result code null", code, "\"ResultCode\": null");
        change("result code empty", code, "\"ResultCode\": \"\"");
        change("result code fractional", code, "\"ResultCode\": 0.9");
        change("result code an object", code, "\"ResultCode\": {}");
        change("result code twice, failure first", code, "\"ResultCode\": 1032, \"ResultCode\": 0");
        change("result code twice, success first", code, "\"ResultCode\": 0, \"ResultCode\": 1032");
    }

    private void amounts() {
        for (String amount :
                new String[] {"1e400", "1e9999999", "-1", "0", "NaN", "100.50", "250001", "\"abc\"", "null", "[1]"}) {
            change("amount " + amount, "(\"Amount\",\\s*\"Value\": *)[0-9.]+", "$1" + amount);
        }
    }

    private void receipts() {
        for (String receipt : new String[] {
            "=HYPERLINK(1)", "../../etc", "A".repeat(4000), "ABC\\r\\nDEF", "\\u001b[2J", "\\u202eABCDEFGHIJ"
        }) {
            change(
                    "receipt of " + receipt.length() + " odd characters " + receipt.substring(0, 3),
                    "(\"MpesaReceiptNumber\",\\s*\"Value\": *)\"[A-Z0-9]+\"",
                    "$1\"" + receipt.replace("\\", "\\\\") + "\"");
        }
    }

    private void structure() {
        change(
                "two receipts",
                "\"Amount\"",
                "\"MpesaReceiptNumber\", \"Value\": \"AAAAAAAAAA\" }, { \"Name\": \"Amount\"");
        change("success without metadata", "(?s),\\s*\"CallbackMetadata\".*\\]\\s*\\}", "");
        text("two documents", success + success);
        text("text behind the document", success + "x");
        text("nested 5,000 deep", "[".repeat(5000) + "]".repeat(5000));
        text(
                "nested 5,000 deep beside the envelope",
                success.replaceFirst("\\{", "{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + ","));
        text("10,000 items", success.replaceFirst("\"Item\": *\\[", "\"Item\": [" + "{\"Name\":\"X\"},".repeat(2500)));
        text("an array", "[" + success + "]");
        text("a word", "true");
        text("cut in the middle", success.substring(0, success.length() / 2));
        text("nothing", "");
    }

    private void encodings() {
        bodies.put("UTF-16", success.getBytes(StandardCharsets.UTF_16));
        text("byte order mark", "\ufeff" + success);
        byte[] invalid = success.getBytes(StandardCharsets.UTF_8);
        invalid[success.indexOf("ResultDesc") + 15] = (byte) 0xff;
        bodies.put("invalid UTF-8", invalid);
    }

    private void change(String name, String pattern, String replacement) {
        String changed = success.replaceFirst(pattern, replacement);
        assertThat(changed).as("%s changes the fixture", name).isNotEqualTo(success);
        text(name, changed);
    }

    private void text(String name, String body) {
        bodies.put(name, body.getBytes(StandardCharsets.UTF_8));
    }
}
