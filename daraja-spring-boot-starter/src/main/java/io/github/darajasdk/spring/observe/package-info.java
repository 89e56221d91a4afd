/** What operators see: activity in memory, the management endpoint, metrics and traces. */
@NullMarked
package io.github.darajasdk.spring.observe;

import org.jspecify.annotations.NullMarked;
