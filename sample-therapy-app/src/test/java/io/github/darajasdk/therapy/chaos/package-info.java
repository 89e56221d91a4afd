/**
 * The application under fire: three instances as processes of their own behind one address, a real PostgreSQL, and a
 * simulated M-PESA whose ledger is the truth. Payments run through all kinds of faults, processes are killed, and the
 * {@link io.github.darajasdk.therapy.chaos.Checker} compares what the application believes with what the money did.
 */
package io.github.darajasdk.therapy.chaos;
