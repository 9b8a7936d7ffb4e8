/**
 * A deterministic event loop on virtual time: tasks, waiting, scripting and a clock.
 *
 * <p>Start at {@link dev.timeloop.EventLoop}.
 *
 * @since 0.1
 */
@NullMarked
package dev.timeloop;

import org.jspecify.annotations.NullMarked;
