package io.github.darajasdk.therapy.platform.internal;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine behind {@link io.github.darajasdk.therapy.platform.Jobs}; its figures are in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

    @Bean
    com.github.kagkarlsson.scheduler.Clock jobsClock(Clock clock) {
        return clock::instant;
    }

    /** Readable, and no Java class is conjured up from what stands in a table. */
    @Bean
    Serializer jobsSerializer() {
        return new Jackson3Serializer();
    }

    @Bean
    DbSchedulerCustomizer jobsCustomizer(Serializer serializer) {
        return new DbSchedulerCustomizer() {

            /** Two instances on one machine are two. */
            @Override
            public Optional<SchedulerName> schedulerName() {
                String host = new SchedulerName.Hostname().getName();
                return Optional.of(new SchedulerName.Fixed(
                        host + ":" + ProcessHandle.current().pid()));
            }

            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(serializer);
            }
        };
    }
}
