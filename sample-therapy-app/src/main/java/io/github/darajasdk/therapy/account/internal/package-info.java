/** How users are kept and signed in; others see only {@link io.github.darajasdk.therapy.account}. */
@NullMarked
package io.github.darajasdk.therapy.account.internal;

import org.jspecify.annotations.NullMarked;
