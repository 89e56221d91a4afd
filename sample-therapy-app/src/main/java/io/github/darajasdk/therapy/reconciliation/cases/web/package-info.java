/** The exceptions queue: what a person has to look at, and what can be done about it. */
@NullMarked
package io.github.darajasdk.therapy.reconciliation.cases.web;

import org.jspecify.annotations.NullMarked;
