/** What is measured of suites of others. */
package dev.timeloop.benchmarks.realsuite;
