package io.github.darajasdk.spring.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One connection to this machine, and exactly the bytes that a test wants on it. */
final class RawHttp implements AutoCloseable {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})");
    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    RawHttp send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawHttp send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Says that nothing more will be sent. */
    RawHttp end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads until the server closes the connection. */
    String readAll() throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException resetAfterTheAnswer) {
            return "";
        }
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    Socket socket() {
        return socket;
    }

    static int[] statuses(String answer) {
        return STATUS.matcher(answer)
                .results()
                .map((MatchResult result) -> result.group(1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
