/** The sign-in page, the way home by role, and what the frame of a page shows of its user. */
@NullMarked
package io.github.darajasdk.therapy.account.web;

import org.jspecify.annotations.NullMarked;
