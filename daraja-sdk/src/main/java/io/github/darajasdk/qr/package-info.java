/** Dynamic QR codes. */
@NullMarked
package io.github.darajasdk.qr;

import org.jspecify.annotations.NullMarked;
