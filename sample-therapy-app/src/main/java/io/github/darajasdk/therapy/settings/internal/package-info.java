/** How the mode is found and guarded; others see only {@link io.github.darajasdk.therapy.settings}. */
@NullMarked
package io.github.darajasdk.therapy.settings.internal;

import org.jspecify.annotations.NullMarked;
