@NullMarked
package io.github.darajasdk.internal.auth;

import org.jspecify.annotations.NullMarked;
