/** What is defined on the boot loader, where the rewritten classes of the JDK can see it. */
@NullMarked
package dev.timeloop.agent.boot;

import org.jspecify.annotations.NullMarked;
