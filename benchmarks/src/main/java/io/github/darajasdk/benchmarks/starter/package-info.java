/** What the Spring Boot starter costs: at the start of an application, and while somebody forges callbacks. */
@NullMarked
package io.github.darajasdk.benchmarks.starter;

import org.jspecify.annotations.NullMarked;
