package io.github.darajasdk.therapy.payment.internal;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.platform.Jobs;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** When each open attempt is looked at next. One job per attempt. */
@Component
class QuerySchedule {

    static final TaskDescriptor<Void> QUERY = TaskDescriptor.of("payment-query");

    private final Jobs jobs;

    QuerySchedule(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Has the attempt looked at by then, unless that is arranged already. */
    void schedule(AttemptId attempt, Instant at) {
        jobs.schedule(QUERY.instance(attempt.toString()).build(), at);
    }

    /** Has the attempt looked at at another moment than was arranged; false while it is being looked at. */
    boolean bringForward(AttemptId attempt, Instant at) {
        return jobs.scheduleAnew(QUERY.instance(attempt.toString()).build(), at);
    }
}
