/** Behind the face of reconciliation: reading statements, keeping records, matching in the database, runs and their jobs. */
@NullMarked
package io.github.darajasdk.therapy.reconciliation.internal;

import org.jspecify.annotations.NullMarked;
