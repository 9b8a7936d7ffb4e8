/** Real input and output in a world whose time is virtual. */
@NullMarked
package dev.timeloop.agent.io;

import org.jspecify.annotations.NullMarked;
