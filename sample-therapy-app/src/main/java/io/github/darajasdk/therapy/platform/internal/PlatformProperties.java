package io.github.darajasdk.therapy.platform.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the platform.
 *
 * @param instances how many instances of the application run on one database, this one included; at least 1
 * @param database where data is kept when no server is named
 * @param clock what time it is
 * @param live how pages are kept up to date
 */
@ConfigurationProperties("app")
record PlatformProperties(
        @DefaultValue("1") int instances,
        @DefaultValue Database database,
        @DefaultValue ClockSettings clock,
        @DefaultValue Live live) {

    PlatformProperties {
        if (instances < 1) {
            throw new IllegalArgumentException("app.instances counts this instance too, but was " + instances);
        }
    }

    /**
     * The database of our own.
     *
     * @param folder relative to the working directory
     */
    record Database(@DefaultValue("data/postgres") String folder) {}

    /**
     * The application's time.
     *
     * @param offset added to the database's time; for trying out what time does, never in production
     */
    record ClockSettings(@DefaultValue("0s") Duration offset) {}

    /**
     * Streams to open pages.
     *
     * @param maxStreams most pages that one instance keeps a stream to; those beyond it poll
     * @param heartbeat how often an idle stream gets a comment, so that proxies keep it
     */
    record Live(
            @DefaultValue("2000") int maxStreams,
            @DefaultValue("20s") Duration heartbeat) {}
}
