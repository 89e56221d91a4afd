@NullMarked
package io.github.darajasdk.internal.http;

import org.jspecify.annotations.NullMarked;
