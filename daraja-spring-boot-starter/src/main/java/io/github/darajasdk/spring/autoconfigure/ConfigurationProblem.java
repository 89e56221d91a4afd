package io.github.darajasdk.spring.autoconfigure;

/**
 * One thing wrong with the configuration. Never quotes a secret.
 *
 * @param property the key to change, for example {@code daraja.merchant.short-code}
 * @param what continues the key to a sentence, for example {@code is missing}
 * @param cure what to do, as a sentence
 */
record ConfigurationProblem(String property, String what, String cure) {}
