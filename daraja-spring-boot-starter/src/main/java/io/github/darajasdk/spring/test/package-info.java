/** The simulator in an application's own tests, with one annotation. */
@NullMarked
package io.github.darajasdk.spring.test;

import org.jspecify.annotations.NullMarked;
