package io.github.darajasdk.billmanager;

/**
 * Done.
 *
 * @param message Daraja's text
 * @param rawBody the answer exactly as received
 */
public record BillManagerAnswer(String message, String rawBody) {}
