/**
 * Virtual time and leak checks for JUnit tests.
 *
 * <p>{@link dev.timeloop.junit.VirtualTime} on a test, and an {@code EventLoop} among its
 * parameters, is all that most tests need.
 */
@NullMarked
package dev.timeloop.junit;

import org.jspecify.annotations.NullMarked;
