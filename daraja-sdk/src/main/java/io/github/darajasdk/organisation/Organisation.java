package io.github.darajasdk.organisation;

/**
 * Who is behind a short code or till.
 *
 * @param number its digits
 * @param name the name customers see
 * @param rawBody the answer exactly as received
 */
public record Organisation(String number, String name, String rawBody) {}
