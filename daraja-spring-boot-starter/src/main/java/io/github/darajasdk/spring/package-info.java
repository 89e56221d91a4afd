/** Daraja for Spring Boot: see the packages below this one. */
@NullMarked
package io.github.darajasdk.spring;

import org.jspecify.annotations.NullMarked;
