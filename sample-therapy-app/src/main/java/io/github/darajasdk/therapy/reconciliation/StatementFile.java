package io.github.darajasdk.therapy.reconciliation;

import java.nio.file.Path;

/**
 * A file as a person uploaded it.
 *
 * @param name as the person calls it; shown, never used as a path
 * @param content where its bytes are; CSV or XLSX, told apart by the bytes
 */
public record StatementFile(String name, Path content) {}
