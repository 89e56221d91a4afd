/** How the platform is built; features see only {@link io.github.darajasdk.therapy.platform}. */
@NullMarked
package io.github.darajasdk.therapy.platform.internal;

import org.jspecify.annotations.NullMarked;
