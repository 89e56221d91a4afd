/** The address that M-PESA calls back, and what the application supplies to store what arrives there. */
@NullMarked
package io.github.darajasdk.spring.web;

import org.jspecify.annotations.NullMarked;
