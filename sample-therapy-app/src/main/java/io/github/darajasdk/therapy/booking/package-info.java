/** Therapy sessions: requested, approved, paid for, held. */
@NullMarked
package io.github.darajasdk.therapy.booking;

import org.jspecify.annotations.NullMarked;
