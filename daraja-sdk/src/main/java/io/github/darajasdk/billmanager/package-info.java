/** Bill Manager: invoices that customers see and pay in M-PESA. */
@NullMarked
package io.github.darajasdk.billmanager;

import org.jspecify.annotations.NullMarked;
