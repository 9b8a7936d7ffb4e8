/** Which bytecode of the JDK and of applications is rewritten, and how. */
@NullMarked
package dev.timeloop.agent.rewrite;

import org.jspecify.annotations.NullMarked;
