package io.github.darajasdk.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A kept-alive HTTP connection that costs the load driver next to nothing. One request at a time. */
public final class Connection implements AutoCloseable {

    private final int port;
    private Socket socket;
    private InputStream in;

    /**
     * Connects.
     *
     * @param port on this machine
     */
    public Connection(int port) throws IOException {
        this.port = port;
        this.socket = connect(port);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /**
     * Writes a POST of JSON.
     *
     * @param path with query
     * @param body the body
     * @param headers further header lines, each ending in CRLF
     * @return the bytes on the wire
     */
    public static byte[] post(String path, byte[] body, String headers) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /**
     * Writes a GET.
     *
     * @param path with query
     * @param headers further header lines, each ending in CRLF
     * @return the bytes on the wire
     */
    public static byte[] get(String path, String headers) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Sends a request and reads its answer to the end.
     *
     * @param request all bytes of it
     * @return the answer
     */
    public Answer exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        int length = 0;
        boolean chunked = false;
        boolean close = false;
        StringBuilder headers = new StringBuilder();
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            headers.append(header).append('\n');
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            close |= lower.startsWith("connection:") && lower.contains("close");
        }
        byte[] body = chunked ? chunks() : in.readNBytes(length);
        if (close) {
            socket.close();
            socket = connect(port);
            in = new BufferedInputStream(socket.getInputStream());
        }
        return new Answer(
                Integer.parseInt(status.substring(9, 12)),
                headers.toString(),
                new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * An answer.
     *
     * @param status its status
     * @param headers its header lines
     * @param body its body
     */
    public record Answer(int status, String headers, String body) {}
}
