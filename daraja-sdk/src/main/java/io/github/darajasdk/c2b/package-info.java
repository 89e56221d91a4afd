/** Payments that customers make by themselves: registering where they are reported, and simulating them in the sandbox. */
@NullMarked
package io.github.darajasdk.c2b;

import org.jspecify.annotations.NullMarked;
