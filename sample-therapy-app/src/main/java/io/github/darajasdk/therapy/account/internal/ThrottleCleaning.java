package io.github.darajasdk.therapy.account.internal;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ThrottleCleaning {

    private static final FixedDelay HOURLY = FixedDelay.ofHours(1);

    @Bean
    RecurringTask<Void> forgetEndedSignInWindows(SignInThrottle throttle) {
        return Tasks.recurring("forget-ended-sign-in-windows", HOURLY)
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((task, context) -> throttle.forgetEnded());
    }

    @Bean
    RecurringTask<Void> forgetEndedSignOuts(ApiTokens tokens) {
        return Tasks.recurring("forget-ended-sign-outs", HOURLY)
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((task, context) -> tokens.forgetEnded());
    }
}
