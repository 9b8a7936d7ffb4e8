/** What a hook does for a thread that lives in a world: it asks the loop. */
@NullMarked
package dev.timeloop.agent.world;

import org.jspecify.annotations.NullMarked;
