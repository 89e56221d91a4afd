/** What people are told, and where they can read it. */
@NullMarked
package io.github.darajasdk.therapy.notification;

import org.jspecify.annotations.NullMarked;
