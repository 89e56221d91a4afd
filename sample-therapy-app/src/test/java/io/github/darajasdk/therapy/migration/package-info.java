/** How the database changes under a running practice. */
package io.github.darajasdk.therapy.migration;
