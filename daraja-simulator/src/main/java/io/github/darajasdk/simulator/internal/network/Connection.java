package io.github.darajasdk.simulator.internal.network;

import io.github.darajasdk.simulator.internal.world.Poster;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection to a receiver of callbacks, kept open between posts. The JDK's client would do the same with
 * ten times the work per post, and cannot choose the address it calls from. Not thread-safe.
 */
final class Connection implements Closeable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(2);
    private static final Duration SURELY_ALIVE = Duration.ofMillis(20);
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final int LONGEST_LINE = 16_384;

    private final Socket socket;
    private final InputStream in;
    private long deadline;
    private long idleSince;
    private boolean reusable;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(new Limited(socket.getInputStream()));
    }

    /**
     * Connects.
     *
     * @param from the address of this machine to call from, or null for any
     */
    static Connection open(URI uri, @Nullable InetAddress from) throws IOException {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        Socket plain = new Socket();
        try {
            if (from != null) {
                plain.bind(new InetSocketAddress(from, 0));
            }
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return new Connection(secure ? secured(plain, host, port) : plain);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(CONNECT_MILLIS);
        socket.startHandshake();
        return socket;
    }

    /** Posts {@code body} once and returns the answer; whoever fails here must close this. */
    Poster.Answer post(URI uri, Map<String, String> headers, byte[] body) throws IOException {
        reusable = false;
        deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        StringBuilder head = new StringBuilder("POST ").append(target(uri)).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(uri.getRawAuthority()).append("\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, message, 0, headBytes.length);
        System.arraycopy(body, 0, message, headBytes.length, body.length);
        socket.getOutputStream().write(message);
        socket.getOutputStream().flush();
        Poster.Answer answer = answer();
        idleSince = System.nanoTime();
        return answer;
    }

    /** Returns whether the next post may go over this connection, as far as that can be known. */
    boolean isUsable() {
        long idle = System.nanoTime() - idleSince;
        if (!reusable || idle > LONGEST_IDLE.toNanos()) {
            return false;
        }
        return idle < SURELY_ALIVE.toNanos() || isSilent();
    }

    /** A receiver that has closed its side gives an end of stream; one that waits for us gives nothing. */
    private boolean isSilent() {
        deadline = System.nanoTime() + 1_000_000;
        try {
            in.read();
            return false; // an end, or a byte that nobody asked for
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Poster.Answer answer() throws IOException {
        String statusLine = line();
        int status = status(statusLine);
        boolean keepAlive = statusLine.startsWith("HTTP/1.1");
        boolean chunked = false;
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String name = header.substring(0, Math.max(colon, 0)).strip().toLowerCase(Locale.ROOT);
            String value = header.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
            switch (name) {
                case "connection" -> keepAlive &= !value.contains("close");
                case "transfer-encoding" -> chunked = value.endsWith("chunked");
                case "content-length" -> length = number(value, 10);
                default -> {}
            }
        }
        if (status < 200) {
            return answer(); // "100 Continue" and the like announce the answer
        }
        byte[] body;
        if (status == 204 || status == 304) {
            body = new byte[0];
        } else if (chunked) {
            body = chunks();
        } else if (length >= 0) {
            body = exactly(length);
        } else {
            body = in.readNBytes(LARGEST_ANSWER);
            keepAlive = false;
        }
        reusable = keepAlive;
        return new Poster.Answer(status, new String(body, StandardCharsets.UTF_8), "");
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long size = number(line().replaceAll(";.*", "").strip(), 16);
        while (size > 0) {
            body.write(exactly(size));
            if (body.size() > LARGEST_ANSWER) {
                throw new IOException("the answer is larger than 1 MiB");
            }
            line();
            size = number(line().replaceAll(";.*", "").strip(), 16);
        }
        String trailer = line();
        while (!trailer.isEmpty()) {
            trailer = line();
        }
        return body.toByteArray();
    }

    private byte[] exactly(long length) throws IOException {
        if (length > LARGEST_ANSWER) {
            throw new IOException("the answer is larger than 1 MiB");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("the answer ended early");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException(line.isEmpty() ? "no answer" : "the answer ended early");
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line of the answer is longer than 16 KiB");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static int status(String statusLine) throws IOException {
        if (!statusLine.matches("HTTP/1\\.[01] [1-5]\\d\\d.*")) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IOException("the answer has no readable length", e);
        }
        throw new IOException("the answer has a negative length");
    }

    private static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return URI.create(target).toASCIIString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Ends a read when the deadline is over, however slowly the bytes drip. */
    private final class Limited extends FilterInputStream {

        Limited(InputStream socketInput) {
            super(socketInput);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (deadline - System.nanoTime() <= 0) {
                throw new SocketTimeoutException("no whole answer within 30 seconds");
            }
            socket.setSoTimeout((int) Math.max(1, millis));
            return super.read(target, offset, length);
        }
    }
}
