/**
 * The loop's engine: ready things, timers, strands and the baton that exactly one of them holds.
 *
 * <p>It knows nothing of tasks and their outcomes. Whatever holds the baton asks {@link
 * dev.timeloop.internal.engine.Engine#block} for time to pass, and the engine decides what runs
 * next.
 */
@NullMarked
package dev.timeloop.internal.engine;

import org.jspecify.annotations.NullMarked;
