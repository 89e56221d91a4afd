/** The name behind a short code or till. */
@NullMarked
package io.github.darajasdk.organisation;

import org.jspecify.annotations.NullMarked;
