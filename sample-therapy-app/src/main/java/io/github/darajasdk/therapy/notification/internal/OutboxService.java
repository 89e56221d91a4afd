package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.Outbox;
import io.github.darajasdk.therapy.notification.internal.CarrierJobs.Way;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.platform.QuarantinedJobs;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Behind {@link Outbox}. */
@Service
class OutboxService implements Outbox {

    private final List<Carrier> carriers;
    private final CarrierJobs jobs;
    private final QuarantinedJobs quarantine;
    private final JdbcNotifications notifications;
    private final Ids ids;

    OutboxService(
            List<Carrier> carriers,
            CarrierJobs jobs,
            QuarantinedJobs quarantine,
            JdbcNotifications notifications,
            Ids ids) {
        this.carriers = carriers;
        this.jobs = jobs;
        this.quarantine = quarantine;
        this.notifications = notifications;
        this.ids = ids;
    }

    @Override
    public List<Medium> open() {
        return carriers.stream()
                .filter(Carrier::isOpen)
                .map(Carrier::medium)
                .sorted()
                .toList();
    }

    @Override
    public List<SetAside> setAside() {
        return quarantine.list().stream()
                .filter(job -> job.task().equals(CarrierJobs.SEND.getTaskName()))
                .map(job -> {
                    Way way = Way.parse(job.instance());
                    return new SetAside(way.medium(), way.notification(), job.failures(), job.lastError(), job.since());
                })
                .toList();
    }

    @Override
    @Transactional
    public boolean replay(Medium medium, UUID notification) {
        Way way = new Way(medium, notification);
        boolean waited = quarantine.replay(CarrierJobs.SEND.getTaskName(), way.toString());
        if (waited) {
            jobs.again(way);
        }
        return waited;
    }

    @Override
    @Transactional
    public void sendTest(UserId to) {
        notifications.add(to, Kind.TEST + ":" + ids.next(), Kind.TEST, About.NOTHING);
    }
}
