/** The few interfaces an application may implement: sharing tokens between processes, and watching what happens. */
@NullMarked
package io.github.darajasdk.spi;

import org.jspecify.annotations.NullMarked;
