/** Observes futures, tasks and threads of the JDK on behalf of tests, and changes none of them. */
@NullMarked
package dev.timeloop.agent.observe;

import org.jspecify.annotations.NullMarked;
