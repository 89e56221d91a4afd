package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;

/**
 * A client asks to pay for a session.
 *
 * @param phone as typed; checked by {@link Payments#initiate}
 * @param idempotencyKey made by the caller, 8 to 64 printable characters; the same key asks for the same attempt
 */
public record InitiatePayment(SessionId sessionId, UserId payer, String phone, String idempotencyKey) {}
