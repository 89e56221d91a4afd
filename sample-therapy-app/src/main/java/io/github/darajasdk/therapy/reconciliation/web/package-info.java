/** An administrator's pages about reconciliation, its reports, and its part of the JSON interface. */
@NullMarked
package io.github.darajasdk.therapy.reconciliation.web;

import org.jspecify.annotations.NullMarked;
