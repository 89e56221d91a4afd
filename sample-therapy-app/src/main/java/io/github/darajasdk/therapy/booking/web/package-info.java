/** Pages about sessions: for clients, therapists and administrators. */
@NullMarked
package io.github.darajasdk.therapy.booking.web;

import org.jspecify.annotations.NullMarked;
