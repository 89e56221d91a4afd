package io.github.darajasdk.therapy.notification.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands in front of a mail server: while it is shut, whoever comes is hung up on. */
final class SmtpDoor implements AutoCloseable {

    private final ServerSocket door;
    private final int behind;
    volatile boolean shut;

    SmtpDoor(int behind) {
        this.behind = behind;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                Socket guest = door.accept();
                if (shut) {
                    guest.close();
                } else {
                    Socket host = new Socket(InetAddress.getLoopbackAddress(), behind);
                    start(() -> pass(guest, host));
                    start(() -> pass(host, guest));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException hungUp) {
            // the other way ends too
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "smtp door");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
