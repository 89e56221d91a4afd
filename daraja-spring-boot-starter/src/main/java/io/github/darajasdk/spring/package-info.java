@NullMarked
package io.github.darajasdk.spring;

import org.jspecify.annotations.NullMarked;
