/**
 * The profile {@code demo}: everything on this machine, with a simulated M-PESA and users whose passwords everybody
 * knows. Nothing outside this package knows of it.
 */
@NullMarked
package io.github.darajasdk.therapy.demo;

import org.jspecify.annotations.NullMarked;
