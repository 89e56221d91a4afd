@NullMarked
package io.github.darajasdk.simulator;

import org.jspecify.annotations.NullMarked;
