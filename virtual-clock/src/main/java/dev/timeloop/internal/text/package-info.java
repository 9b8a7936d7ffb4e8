/** Wording that every message shares: spans and instants of virtual time. */
@NullMarked
package dev.timeloop.internal.text;

import org.jspecify.annotations.NullMarked;
