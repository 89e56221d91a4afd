/** Everything Daraja sends to us: reading it strictly, telling genuine from forged, and answering it. */
@NullMarked
package io.github.darajasdk.callback;

import org.jspecify.annotations.NullMarked;
