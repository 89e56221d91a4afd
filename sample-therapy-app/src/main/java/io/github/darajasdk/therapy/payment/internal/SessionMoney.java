package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is stored of one session's money, read while its row is held.
 *
 * @param receipts those booked to the session
 * @param bookedElsewhere receipts that undecided evidence names and that are booked to somebody else
 * @param unowned receipts that undecided evidence names and of which something was told before anybody knew whose they are
 */
record SessionMoney(
        List<AttemptRow> attempts,
        List<Evidence> evidence,
        Map<String, ReceiptDisposition> receipts,
        Set<String> bookedElsewhere,
        Set<String> unowned) {}
