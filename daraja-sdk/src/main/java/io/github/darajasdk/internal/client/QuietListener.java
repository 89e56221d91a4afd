package io.github.darajasdk.internal.client;

import io.github.darajasdk.spi.DarajaEventListener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application's listener that cannot do harm: what it throws is absorbed with a warning. */
public final class QuietListener implements DarajaEventListener {

    private static final Logger log = LoggerFactory.getLogger(QuietListener.class);

    private final DarajaEventListener listener;

    public QuietListener(DarajaEventListener listener) {
        this.listener = listener;
    }

    @Override
    public void callStarted(String operation) {
        tell(() -> listener.callStarted(operation));
    }

    @Override
    public void callFinished(FinishedCall call) {
        tell(() -> listener.callFinished(call));
    }

    @Override
    public void tokenRefreshed(Duration lifetime) {
        tell(() -> listener.tokenRefreshed(lifetime));
    }

    @Override
    public void breakerChanged(String operationClass, BreakerState state) {
        tell(() -> listener.breakerChanged(operationClass, state));
    }

    @Override
    public void callbackParsed(String purpose, String outcome) {
        tell(() -> listener.callbackParsed(purpose, outcome));
    }

    @Override
    public void callbackRefused(String reason) {
        tell(() -> listener.callbackRefused(reason));
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            log.warn("The event listener failed; what it was told about is not affected", e);
        }
    }
}
