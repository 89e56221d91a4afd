package io.github.darajasdk.therapy.platform.internal;

import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** The database: the server named by {@code spring.datasource.url}, else a PostgreSQL of our own over a folder. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    @Conditional(NoServerNamed.class)
    JdbcConnectionDetails embeddedDatabase(PlatformProperties properties) {
        EmbeddedServer server =
                EmbeddedServer.over(Path.of(properties.database().folder()));
        // After every bean and pool is closed: a database that goes first leaves its clients with errors.
        SpringApplication.getShutdownHandlers().add(server::release);
        return new EmbeddedConnectionDetails(server.jdbcUrl());
    }

    private record EmbeddedConnectionDetails(String jdbcUrl) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return jdbcUrl;
        }

        @Override
        public String getUsername() {
            return EmbeddedServer.USER;
        }

        @Override
        public String getPassword() {
            return "";
        }
    }

    private static final class NoServerNamed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }
}
