package io.github.darajasdk.therapy.reconciliation;

import java.time.Instant;
import java.util.UUID;

/**
 * A statement file that was handed in and is not imported yet.
 *
 * @param fileName as the person calls it; shown, never used as a path
 * @param bytes its size
 */
public record StatementUpload(UUID id, String fileName, long bytes, Instant uploadedAt) {}
