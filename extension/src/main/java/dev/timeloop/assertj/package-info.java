/**
 * AssertJ assertions on tasks, partitions and event loops.
 *
 * <p>Start at {@link dev.timeloop.assertj.TimeloopAssertions}.
 *
 * @since 0.1
 */
@NullMarked
package dev.timeloop.assertj;

import org.jspecify.annotations.NullMarked;
