package io.github.darajasdk.simulator.internal.products;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.github.darajasdk.simulator.internal.http.Errors;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.world.Json;
import java.util.Base64;
import java.util.Set;

/** Dynamic QR: a real code in a real PNG. What is in it is readable, not M-PESA's own secret form. */
final class Qr {

    private static final Set<String> PURPOSES = Set.of("BG", "WA", "PB", "SM", "SB");

    private final Errors errors;

    Qr(Errors errors) {
        this.errors = errors;
    }

    Reply generate(ObjectNode body) {
        if (Json.text(body, "MerchantName").isBlank()) {
            return errors.invalid("MerchantName");
        }
        if (!Json.text(body, "Amount").matches("[1-9]\\d{0,8}")) {
            return errors.invalid("Amount");
        }
        if (!PURPOSES.contains(Json.text(body, "TrxCode"))) {
            return errors.invalid("TrxCode");
        }
        if (!Json.text(body, "CPI").matches("\\d{5,12}")) {
            return errors.invalid("CPI");
        }
        String size = Json.text(body, "Size");
        if (!size.matches("[1-9]\\d{1,3}")) {
            return errors.invalid("Size");
        }
        String content = String.join(
                "|",
                Json.text(body, "TrxCode"),
                Json.text(body, "CPI"),
                Json.text(body, "RefNo"),
                Json.text(body, "Amount"),
                Json.text(body, "MerchantName"));
        ObjectNode answer = Json.object();
        answer.put("ResponseCode", "00");
        answer.put("ResponseDescription", "The service request is processed successfully.");
        answer.put("QRCode", Base64.getEncoder().encodeToString(png(content, Integer.parseInt(size))));
        return Reply.json(200, answer);
    }

    private static byte[] png(String content, int size) {
        try {
            BitMatrix matrix = new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, size, size);
            return BlackAndWhitePng.write(matrix.getWidth(), matrix.getHeight(), matrix::get);
        } catch (WriterException e) {
            throw new IllegalStateException("A text of this length always fits a QR code", e);
        }
    }
}
