package io.github.darajasdk.therapy.demo;

/** The simulator cannot have its port. */
final class SimulatorPortException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int port;

    SimulatorPortException(int port, Throwable cause) {
        super("the simulator cannot listen on port " + port + ": " + cause.getMessage(), cause);
        this.port = port;
    }

    int port() {
        return port;
    }
}
