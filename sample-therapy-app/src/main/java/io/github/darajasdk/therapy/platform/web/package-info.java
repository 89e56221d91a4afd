/** What every page shares: language, dates, and the answer to an unknown address. */
@NullMarked
package io.github.darajasdk.therapy.platform.web;

import org.jspecify.annotations.NullMarked;
