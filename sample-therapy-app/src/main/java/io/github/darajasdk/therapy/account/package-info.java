/** Users, roles and sign-in. */
@NullMarked
package io.github.darajasdk.therapy.account;

import org.jspecify.annotations.NullMarked;
