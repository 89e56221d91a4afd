package io.github.darajasdk.billmanager;

import io.github.darajasdk.Amount;

/**
 * One line of a bill.
 *
 * @param name what it is, one to fifty characters
 * @param amount how much
 */
public record InvoiceItem(String name, Amount amount) {}
