/** What the application's tests share. */
package io.github.darajasdk.therapy.testing;
