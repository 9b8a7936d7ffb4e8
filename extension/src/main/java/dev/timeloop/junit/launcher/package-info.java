/** What JUnit's launcher finds before it looks for tests. */
@NullMarked
package dev.timeloop.junit.launcher;

import org.jspecify.annotations.NullMarked;
