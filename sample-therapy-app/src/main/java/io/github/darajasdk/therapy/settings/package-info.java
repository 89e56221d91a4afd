/** Which M-PESA this installation talks to. */
@NullMarked
package io.github.darajasdk.therapy.settings;

import org.jspecify.annotations.NullMarked;
