/** Paying businesses: paybills, tills, top-ups, taxes, and prompting a till. */
@NullMarked
package io.github.darajasdk.b2b;

import org.jspecify.annotations.NullMarked;
