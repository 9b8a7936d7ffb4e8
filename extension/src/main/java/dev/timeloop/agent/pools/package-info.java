/** Doubles of the JDK's pools, schedulers and timers. */
@NullMarked
package dev.timeloop.agent.pools;

import org.jspecify.annotations.NullMarked;
