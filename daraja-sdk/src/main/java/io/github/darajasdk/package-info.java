/**
 * M-PESA payments over Safaricom's Daraja API: the client, the values it speaks in, and the catalogue of result codes.
 *
 * <p>Start at {@link io.github.darajasdk.DarajaClient}. Everything here is immutable and safe to share between threads
 * unless a type says otherwise; nothing accepts or returns {@code null} unless it is annotated so.
 */
@NullMarked
package io.github.darajasdk;

import org.jspecify.annotations.NullMarked;
