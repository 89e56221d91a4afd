package io.github.darajasdk.therapy.platform.internal;

import io.github.darajasdk.therapy.platform.LiveUpdates;
import java.time.Duration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    private static final Duration STREAM_LIFE = Duration.ofMinutes(10);
    private static final int WRITERS = 8;

    @Bean
    ThreadPoolTaskExecutor liveWriters(PlatformProperties properties) {
        ThreadPoolTaskExecutor writers = new ThreadPoolTaskExecutor();
        writers.setThreadNamePrefix("live-writer-");
        writers.setCorePoolSize(WRITERS);
        writers.setMaxPoolSize(WRITERS);
        // Each stream waits at most once.
        writers.setQueueCapacity(properties.live().maxStreams());
        writers.setAllowCoreThreadTimeOut(true);
        writers.setDaemon(true);
        return writers;
    }

    @Bean
    LiveStreams liveStreams(ThreadPoolTaskExecutor liveWriters, PlatformProperties properties) {
        return new LiveStreams(liveWriters, properties.live().maxStreams(), STREAM_LIFE.toMillis());
    }

    @Bean
    LiveUpdates liveUpdates(JdbcClient jdbc, LiveStreams streams) {
        return new PostgresLiveUpdates(jdbc, streams);
    }

    @Bean
    LiveListener liveListener(JdbcConnectionDetails database, LiveStreams streams, PlatformProperties properties) {
        return new LiveListener(database, streams, properties.live().heartbeat());
    }
}
