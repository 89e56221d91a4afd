package io.github.darajasdk.therapy.notification.webhook.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that connect to the public internet alone. The address is looked at on the socket that is connected to it, so a
 * name that means another address from one moment to the next, or an address written into the URL, gains nothing.
 */
final class PublicSockets extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new PublicSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException("webhooks choose no address of their own");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException("webhooks choose no address of their own");
    }

    private static Socket connected(InetSocketAddress to) throws IOException {
        Socket socket = new PublicSocket();
        try {
            socket.connect(to);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private static final class PublicSocket extends Socket {

        @Override
        public void connect(SocketAddress to) throws IOException {
            connect(to, 0);
        }

        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            InetAddress address = to instanceof InetSocketAddress inet ? inet.getAddress() : null;
            if (address == null || !PublicAddress.isPublic(address)) {
                throw new AddressRefusedException(to);
            }
            super.connect(to, timeout);
        }
    }

    /** The address is not one of the public internet. Nothing was sent. */
    static final class AddressRefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private AddressRefusedException(SocketAddress to) {
            super("the address is not public: " + to);
        }
    }
}
