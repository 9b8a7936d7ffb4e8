/** The timers of a loop: a 4-ary heap over flat arrays. */
@NullMarked
package dev.timeloop.internal.timer;

import org.jspecify.annotations.NullMarked;
