/** The timers of a loop: a radix heap over flat arrays, and a 4-ary one for what comes late. */
@NullMarked
package dev.timeloop.internal.timer;

import org.jspecify.annotations.NullMarked;
