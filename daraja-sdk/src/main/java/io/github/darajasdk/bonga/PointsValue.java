package io.github.darajasdk.bonga;

import java.math.BigDecimal;

/**
 * What points are worth.
 *
 * @param amount shillings
 * @param points the points asked about
 * @param rate shillings per point
 * @param rawBody the answer exactly as received
 */
public record PointsValue(BigDecimal amount, long points, BigDecimal rate, String rawBody) {}
