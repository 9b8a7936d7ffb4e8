/** What the extension costs a suite of trivial tests, in processes of its own. */
package dev.timeloop.benchmarks.junit;
