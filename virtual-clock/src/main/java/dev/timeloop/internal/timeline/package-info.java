/** What happened in a loop: recorded while it runs, and shown when a test fails. */
@NullMarked
package dev.timeloop.internal.timeline;

import org.jspecify.annotations.NullMarked;
