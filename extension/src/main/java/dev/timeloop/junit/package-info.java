/**
 * Virtual time and leak checks for JUnit tests.
 *
 * <p>{@link dev.timeloop.junit.VirtualTime} on a test is all that most tests need, and an {@code
 * EventLoop} among its parameters where they move time themselves. {@link
 * dev.timeloop.junit.RealTime} leaves a test on real time where its class or its suite is on
 * virtual time.
 */
@NullMarked
package dev.timeloop.junit;

import org.jspecify.annotations.NullMarked;
