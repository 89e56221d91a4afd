/** What can go wrong with a call, told by what may have happened to the customer. */
@NullMarked
package io.github.darajasdk.error;

import org.jspecify.annotations.NullMarked;
