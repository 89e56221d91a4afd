package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.account.UserId;
import java.time.Instant;
import java.util.Optional;

/** A statement that was imported: which file, when, by whom, and what came of it. */
public record ImportedStatement(
        String fileName, Instant importedAt, Optional<UserId> importedBy, StatementImported result) {}
