/** Configures Daraja in a Spring Boot application from the properties {@code daraja.*}. */
@NullMarked
package io.github.darajasdk.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
