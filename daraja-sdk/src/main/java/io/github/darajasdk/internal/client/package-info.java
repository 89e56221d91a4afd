@NullMarked
package io.github.darajasdk.internal.client;

import org.jspecify.annotations.NullMarked;
