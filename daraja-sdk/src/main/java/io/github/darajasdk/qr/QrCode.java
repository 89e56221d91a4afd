package io.github.darajasdk.qr;

/** A QR code as a picture. */
public final class QrCode {

    private final byte[] png;
    private final String rawBody;

    /**
     * Makes a code. Public so that tests can.
     *
     * @param png the picture; copied
     * @param rawBody the answer exactly as received
     */
    public QrCode(byte[] png, String rawBody) {
        this.png = png.clone();
        this.rawBody = rawBody;
    }

    /**
     * Returns the picture.
     *
     * @return a new array, PNG
     */
    public byte[] png() {
        return png.clone();
    }

    /**
     * Returns the answer.
     *
     * @return exactly as received
     */
    public String rawBody() {
        return rawBody;
    }

    @Override
    public String toString() {
        return "QrCode[" + png.length + " bytes]";
    }
}
