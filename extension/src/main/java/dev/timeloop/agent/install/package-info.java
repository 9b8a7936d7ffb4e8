/** How Timeloop gets into a running JVM. */
@NullMarked
package dev.timeloop.agent.install;

import org.jspecify.annotations.NullMarked;
