package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.notification.internal.CarrierJobs.Way;
import io.github.darajasdk.therapy.notification.internal.JdbcNotifications.Addressed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends one notification by one carrier. */
@Component
class CarrierSending {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierSending.class);

    /** At once, in this instance. A mail server that hangs must not keep the jobs about money from running. */
    private static final int LINES = 4;

    private final Semaphore lines = new Semaphore(LINES);
    private final List<Carrier> carriers;
    private final JdbcNotifications notifications;

    CarrierSending(List<Carrier> carriers, JdbcNotifications notifications) {
        this.carriers = carriers;
        this.notifications = notifications;
    }

    /** @return false when every line is taken and it was not tried */
    boolean send(Way way) {
        if (!lines.tryAcquire()) {
            return false;
        }
        try {
            Optional<Carrier> carrier = carriers.stream()
                    .filter(each -> each.medium() == way.medium() && each.isOpen())
                    .findFirst();
            Optional<Addressed> what = notifications.find(way.notification());
            if (carrier.isEmpty() || what.isEmpty()) {
                LOG.warn("{} is not sent: {}", way, carrier.isEmpty() ? "no such carrier is set up" : "it is gone");
            } else {
                carrier.get().send(what.get());
            }
            return true;
        } finally {
            lines.release();
        }
    }
}
