package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.DarajaClient;

/**
 * Changes the client before it is built, after the properties were applied. Beans of this type are called in their order
 * ({@link org.springframework.core.annotation.Order}).
 */
@FunctionalInterface
public interface DarajaClientBuilderCustomizer {

    /**
     * Changes the builder.
     *
     * @param builder carries all settings from the properties already
     */
    void customize(DarajaClient.Builder builder);
}
