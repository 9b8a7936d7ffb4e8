/** What happened in a test, as a page to look at. */
@NullMarked
package dev.timeloop.junit.timeline;

import org.jspecify.annotations.NullMarked;
