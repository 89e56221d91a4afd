/** The page that lists what a user was told. */
@NullMarked
package io.github.darajasdk.therapy.notification.web;

import org.jspecify.annotations.NullMarked;
