/** Health, judged from memory. */
@NullMarked
package io.github.darajasdk.spring.health;

import org.jspecify.annotations.NullMarked;
