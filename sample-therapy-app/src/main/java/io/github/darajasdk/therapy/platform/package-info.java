/** Clock, identifiers, money, jobs, live updates and the database: what every feature stands on. Stays small. */
@NullMarked
package io.github.darajasdk.therapy.platform;

import org.jspecify.annotations.NullMarked;
