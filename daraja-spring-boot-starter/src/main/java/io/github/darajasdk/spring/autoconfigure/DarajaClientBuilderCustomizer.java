package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.DarajaClient;

/**
 * Changes every client before it is built, after the properties were applied. Beans of this type are called in their order
 * ({@link org.springframework.core.annotation.Order}), for the default merchant and for each of {@code daraja.merchants}: set
 * what all have in common, such as an executor, not the merchant.
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
